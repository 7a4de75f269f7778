import type { Withdraw } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type IdempotentRequest, idempotently } from '../api/idempotency.ts'
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { decideOnPerson } from '../people/decide-on-person.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { lockConnected, spreadWithdrawal } from './spread-withdrawal.ts'
import { tellAtOnce } from './tell-at-once.ts'
import { undoUntil } from './undo-until.ts'
import { insertWithdrawal } from './withdrawal-queries.ts'

/**
 * She withdraws, of everything or of some groups, by word to somebody of the staff. Throws as
 * `decide` and `idempotently`.
 */
export async function withdrawPerson(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  request: IdempotentRequest,
  { id: person, groups }: Withdraw & { id: RandomId },
) {
  decide(actor, 'withdrawal.record')
  return recordWithdrawal(context, exchange, request, {
    person,
    groups,
    actor,
    permit: (trx) =>
      decideOnPerson(trx, actor, 'withdrawal.record', { id: person, at: context.now() }),
  })
}

interface Said extends Withdraw {
  person: RandomId
  /** Who recorded it: staff, or she herself. */
  actor: Exclude<AuditEntry['actor'], 'system'>
  /** Throws when it is not for them to say. */
  permit: (trx: Transaction<Database>) => Promise<void>
}

/**
 * All use ends at once, here by this transaction and elsewhere by a signed message to everybody who
 * was told something. Nothing is destroyed by it. Throws as `permit` and `idempotently`.
 */
export async function recordWithdrawal(
  context: NodeContext,
  exchange: Exchange,
  request: IdempotentRequest,
  { person, groups, actor, permit }: Said,
) {
  const { db, now, pace, randomId } = context
  let told: RandomId[] = []

  const done = await idempotently(db, request, now, (remember) =>
    db.transaction().execute(async (trx) => {
      const connected = await lockConnected(trx, person)
      await permit(trx)

      const at = now()
      const withdrawal = await insertWithdrawal(trx, {
        id: randomId(),
        person_id: person,
        groups: groups ?? null,
        at,
        by: actor.pseudonym,
        came_by: null,
      })
      const reached = await spreadWithdrawal(trx, context, withdrawal, connected)
      told = reached.referrals
      const { id } = withdrawal
      const reply = { status: 201, body: { id, undo_until: undoUntil(at, pace).toISOString() } }
      await remember(trx, reply)
      await appendAudit(trx, {
        at: seconds(now),
        actor,
        act: 'withdrawal.record',
        subject: person,
        detail: { ...reached, withdrawal: id, groups: groups ?? ['all'] },
      })
      return reply
    }),
  )
  await tellAtOnce(context, exchange, told)
  return done
}
