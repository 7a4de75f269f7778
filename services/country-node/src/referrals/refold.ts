import { type ChainedEvent, countEvents } from '@causeway/protocol/chain'
import { fold } from '@causeway/protocol/referral'
import { Refusal } from '@causeway/schemas/problems'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { oweEvidence } from '../exchange/owe-receipt.ts'
import { adoptCustody } from '../records/adopt-custody.ts'
import type { CheckedBody } from './bodies/body-rule.ts'
import { followChange } from './follow-change.ts'
import { keepRecords, refuseBody } from './keep-body.ts'
import { listEvents, type Referral, type StoredEvent, toChained } from './referral-queries.ts'
import { senderOf } from './snapshot.ts'

/**
 * Folds all that is known now, stores the state, and owes `applied` for every event of the other
 * node that counts from now on: the new one, and those that had waited for it. Of a packet that may
 * not be kept nothing is, and `rejected` is owed instead. Throws `Refusal('state')` for a packet that
 * came before our acceptance.
 */
export async function refold(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  event: ChainedEvent,
  body: CheckedBody | undefined,
): Promise<'applied' | 'held'> {
  const { nodeId, now, log } = context
  const nodes = [nodeId, referral.peer_node]
  const known = await listEvents(trx, referral.id, nodes)
  const events = known.map(toChained)
  const state = fold(events, senderOf(referral, nodeId))
  if (state.frozen && !referral.state.frozen) {
    log.error({ alarm: 'referral_frozen', code: state.frozen }, 'a referral needs people')
  }
  if (body && event.type === 'disclosed') requireAcceptance(events, event, nodeId)
  if (body) await keepRecords(trx, context, event, body, state.disclosure)
  const changed = await trx
    .updateTable('referral')
    .set(({ ref, eb }) => ({
      status: state.status,
      state: JSON.stringify(state),
      version: eb(ref('version'), '+', 1),
      changed_at: now(),
    }))
    .where('id', '=', referral.id)
    .returningAll()
    .executeTakeFirstOrThrow()

  const isBodyJudged = body?.records || body?.refused
  const stored = isBodyJudged ? await listEvents(trx, referral.id, nodes) : known
  const counted = new Set(countEvents(events).events.map(({ identity }) => identity))
  const applied = stored.filter(
    (row) => row.node === referral.peer_node && !row.applied_at && counted.has(row.identity),
  )
  for (const row of applied) {
    await markApplied(trx, context, await settleCustody(trx, context, row))
  }
  await followChange(trx, context, referral, changed, { events, state })
  return counted.has(event.identity) ? 'applied' : 'held'
}

/** A packet answers our acceptance; before it nothing that names her may come. */
function requireAcceptance(
  events: readonly ChainedEvent[],
  { seen }: ChainedEvent,
  own: ChainedEvent['node'],
): void {
  const isAccepted = events.some(
    ({ node, type, n }) => node === own && type === 'accepted' && n <= (seen?.n ?? 0),
  )
  if (!isAccepted) throw new Refusal('state')
}

/** A record changes hands when the event that says so counts; what of it cannot be used is refused. */
async function settleCustody(
  trx: Transaction<Database>,
  context: NodeContext,
  row: StoredEvent,
): Promise<StoredEvent> {
  const { type, identity, referral_id, body_sealed: sealed } = row
  if (type !== 'custody_passed' || !sealed) return row
  if (await adoptCustody(trx, context, referral_id, sealed)) return row
  await refuseBody(trx, identity, 'record_superseded')
  return { ...row, body_refused: 'record_superseded' }
}

/** Says that an event counts now; of one whose content was not kept, that it was rejected and why. */
async function markApplied(
  trx: Transaction<Database>,
  { now }: NodeContext,
  { identity, env, node, has_surplus, body_refused }: StoredEvent,
): Promise<void> {
  if (!env) throw new TypeError('a received event keeps the envelope it came in')
  await trx
    .updateTable('referral_event')
    .set({ applied_at: now() })
    .where('identity', '=', identity)
    .execute()
  await oweEvidence(trx, {
    to: node,
    env,
    event: identity,
    ...answerTo({ has_surplus, body_refused }),
    at: seconds(now),
  })
}

/** What is said of an event that counts. */
export function answerTo({
  has_surplus,
  body_refused,
}: Pick<StoredEvent, 'has_surplus' | 'body_refused'>) {
  if (body_refused) return { kind: 'rejected', code: body_refused } as const
  return has_surplus
    ? ({ kind: 'applied', code: 'surplus' } as const)
    : ({ kind: 'applied' } as const)
}
