import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { findReferral, isUnsent, lockReferral, unsettle } from '../referrals/referral-queries.ts'
import { destroyedAfter } from '../stops/plan-destruction.ts'
import { lockConnected } from '../withdrawals/spread-withdrawal.ts'
import type { Whose } from './record-telling.ts'

type Connected = Awaited<ReturnType<typeof lockConnected>>

/**
 * Holds a person's ledger: of two who ask her the same the second one finds the line of the first.
 * Her referrals come before her row, as in everything that holds both.
 */
export const lockTold = (trx: Transaction<Database>, person: RandomId): Promise<Connected> =>
  lockConnected(trx, person)

/**
 * The same from one of her referrals, also before she has a record here. Throws `Problem`:
 * `not-found`, and `transition-refused` when a receiver has no business with her any more.
 */
export async function lockToldIn(trx: Transaction<Database>, id: RandomId) {
  const before = await findReferral(trx, id)
  const connected = before?.person_id ? await lockTold(trx, before.person_id) : []
  const held = await lockReferral(trx, id)
  if (!held) throw new Problem('not-found')
  const { side, person_id, state, status } = held
  const isOver = destroyedAfter.includes(state.status) && state.meeting !== 'open'
  if (side === 'receiver' && isOver) throw new Problem('transition-refused')
  const whose: Whose =
    side === 'sender' && person_id
      ? { person_id, referral_id: null }
      : { person_id: null, referral_id: id }
  return { held, whose, connected: connected.length > 0 ? connected : [{ id, status }] }
}

/**
 * Marks the referrals whose other side may have to know of an asking, so that what is about to be said
 * in them is planned anew, and a sweep looks at them whatever happens now. Returns them.
 */
export async function markUntold(
  trx: Transaction<Database>,
  connected: Connected,
): Promise<RandomId[]> {
  const sent = connected.filter((referral) => !isUnsent(referral)).map(({ id }) => id)
  await unsettle(trx, sent)
  return sent
}
