import type { Seconds } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { OpenAlarm } from '../deadlines/deadline-state.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { AlarmSubject } from './alarm-state.ts'
import { climb } from './climb.ts'
import { firstRungs } from './ladder.ts'

/** Raises an alarm and tells whoever comes first, once for each subject and round. */
export async function raiseAlarm(
  trx: Transaction<Database>,
  context: NodeContext,
  { id: referral, own_org, side }: Referral,
  { kind, key, round }: AlarmSubject & { round: number },
): Promise<void> {
  const raised = await trx
    .insertInto('alarm')
    .values({
      id: context.randomId(),
      referral_id: referral,
      org: own_org,
      side,
      kind,
      key,
      round,
      raised_at: seconds(context.now),
      acknowledged_at: null,
      acknowledged_by: null,
      acknowledged_role: null,
      ended_at: null,
      ended_by: null,
      outcome: null,
    })
    .onConflict((conflict) => conflict.columns(['referral_id', 'kind', 'key', 'round']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!raised) return
  context.log.warn({ alarm: `person_${kind}` }, 'somebody has to look at a referral')
  for (const rung of firstRungs(kind)) {
    await climb(trx, context, { id: raised.id, kind, org: own_org }, rung)
  }
}

/**
 * The same for a time that has passed: also when people have ended an earlier alarm about it. While
 * one is open nobody is told twice.
 */
export async function raiseAgain(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  { kind, key }: AlarmSubject,
): Promise<void> {
  const earlier = await trx
    .selectFrom('alarm')
    .select('ended_at')
    .where('referral_id', '=', referral.id)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .execute()
  if (earlier.some(({ ended_at }) => ended_at === null)) return
  await raiseAlarm(trx, context, referral, { kind, key, round: earlier.length + 1 })
}

/** Ends alarms whose subject is over; nobody has to say so. */
export async function endOver(
  trx: Transaction<Database>,
  alarms: readonly OpenAlarm[],
  at: Seconds,
): Promise<void> {
  if (alarms.length === 0) return
  await trx
    .updateTable('alarm')
    .set({ ended_at: at, outcome: 'over' })
    .where(
      'id',
      'in',
      alarms.map(({ id }) => id),
    )
    .execute()
}
