import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { listOpenAlarms } from '../alarms/alarm-queries.ts'
import { alarmsOf, isOver } from '../alarms/alarm-state.ts'
import { endOver, raiseAlarm } from '../alarms/raise-alarm.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { lockReferral, type Referral } from '../referrals/referral-queries.ts'
import { gatherFacts } from './deadline-facts.ts'
import { listDeadlines, type StoredDeadline, setDue } from './deadline-queries.ts'
import type { Deadline, DeadlineFacts } from './deadline-state.ts'
import { deadlinesOf, nextOf } from './deadlines-of.ts'

/**
 * Makes deadlines and alarms of a referral what they have to be as it stands now. Belongs into the
 * transaction of every change of what they follow from; doing it again changes nothing. Throws
 * `TypeError` when there is no such referral.
 */
export async function syncDeadlines(
  trx: Transaction<Database>,
  context: NodeContext,
  id: RandomId,
): Promise<void> {
  const referral = await lockReferral(trx, id)
  if (!referral) throw new TypeError('deadlines belong to a referral')
  await syncDeadlinesOf(trx, context, referral)
}

/** The same of a referral as this transaction has written or locked it. */
export async function syncDeadlinesOf(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
): Promise<void> {
  if (referral.status === 'draft') return
  const wanted = deadlinesOf(await settleAlarms(trx, context, referral))
  await store(trx, context, referral, earliestOfEach(wanted))
  await setDue(trx, referral.id, nextOf(wanted))
}

/** Raises what calls for an alarm now, ends what is over, and says how things are after that. */
async function settleAlarms(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
): Promise<DeadlineFacts> {
  const facts = await gatherFacts(trx, context, referral)
  const due = alarmsOf(facts)
  for (const alarm of due) {
    await raiseAlarm(trx, context, referral, { ...alarm, round: 1 })
  }
  const over = facts.alarms.filter((alarm) => isOver(alarm, facts))
  await endOver(trx, over, seconds(context.now))
  if (due.length + over.length === 0) return facts
  return { ...facts, alarms: await listOpenAlarms(trx, referral.id) }
}

/** A peer can say two things under one id: they are one deadline, due when the first one is. */
function earliestOfEach(wanted: readonly Deadline[]): Deadline[] {
  const later = wanted.toSorted((a, b) => b.due - a.due)
  return [...new Map(later.map((one) => [`${one.kind} ${one.key}`, one])).values()]
}

/** What was done stays, so that nothing comes twice; unless it is due at another time now. */
async function store(
  trx: Transaction<Database>,
  { randomId }: NodeContext,
  { id }: Referral,
  wanted: readonly Deadline[],
): Promise<void> {
  const stored = await listDeadlines(trx, id)
  const isSame = (row: StoredDeadline, { kind, key }: Deadline) =>
    row.kind === kind && row.key === key
  const gone = stored.filter(
    (row) => row.done_at === null && !wanted.some((deadline) => isSame(row, deadline)),
  )
  if (gone.length > 0) {
    const ids = gone.map((row) => row.id)
    await trx.deleteFrom('deadline').where('id', 'in', ids).execute()
  }
  const changed = wanted.filter(
    (deadline) => !stored.some((row) => isSame(row, deadline) && row.due_at === deadline.due),
  )
  if (changed.length === 0) return
  await trx
    .insertInto('deadline')
    .values(
      changed.map(({ kind, key, due }) => ({
        id: randomId(),
        referral_id: id,
        kind,
        key,
        due_at: due,
        done_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['referral_id', 'kind', 'key']).doUpdateSet(({ ref }) => ({
        id: ref('excluded.id'),
        due_at: ref('excluded.due_at'),
        done_at: null,
      })),
    )
    .execute()
}
