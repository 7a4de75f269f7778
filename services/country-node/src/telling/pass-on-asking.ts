import type { ItemCode } from '@causeway/schemas/record'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Reaction } from '../referrals/reaction.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { isRestricted, restrictedInReferral } from '../withdrawals/restricted.ts'
import { type Baseline, isAsked, isStatutory } from './count-askings.ts'
import { listBaselines } from './list-baselines.ts'
import { keepMessages, listTellings, tellingOf, untoldIn } from './telling-queries.ts'

/** Nothing stands against saying something of her to the other side. */
const mayTell = ({ state }: Snapshot): boolean =>
  !state.frozen && !state.isPaused && state.disclosure === 'open'

/**
 * Tells the other side of a referral of an asking here, so that both count the same: when and in what
 * form, not why. A sender says so only of topics of which its packets have said something.
 */
export const passOnAsking: Reaction = {
  name: 'pass_on_asking',
  async plan(context, snapshot) {
    const { referral } = snapshot
    if (!mayTell(snapshot)) return undefined
    const untold = (await listTellings(context.db, untoldIn(referral))).filter(
      (one) => isAsked(one) || isStatutory(one),
    )
    if (untold.length === 0) return undefined
    const shared = await sharedTopics(context.db, context, referral)
    const restricted = await restrictedInReferral(context.db, referral.id)
    const line = untold.find(
      (one) =>
        (one.referral_id !== null || shared.has(one.topic)) && !isRestricted(restricted, one.topic),
    )
    if (!line) return undefined
    return {
      type: 'asked_again',
      data: { statutory: isStatutory(line) },
      body: tellingOf(line),
      audit: { act: 'telling.pass_on', detail: { telling: line.id } },
      alongside: (trx, { identity }) =>
        keepMessages(trx, [line.id], { referral_id: referral.id, event_identity: identity }),
    }
  },
}

/** A sender's offer, the first of its events, says nothing of how often; its packets do. */
async function sharedTopics(
  db: Kysely<Database>,
  context: Parameters<typeof listBaselines>[1],
  referral: Referral,
): Promise<ReadonlySet<ItemCode>> {
  const baselines = await listBaselines(db, context, referral)
  const isExact = ({ n }: Baseline) => referral.side === 'receiver' || n > 1
  return new Set(baselines.filter(isExact).flatMap(({ topics }) => topics.map((one) => one.topic)))
}
