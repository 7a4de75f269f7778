import type { AlarmKind } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { roleOn } from './ladder.ts'
import { notify } from './notify.ts'

/** Tells one rung of an alarm's ladder, and notes whom and when; a rung is told once. */
export async function climb(
  trx: Transaction<Database>,
  context: NodeContext,
  { id, kind, org }: { id: RandomId; kind: AlarmKind; org: RandomId },
  rung: number,
): Promise<void> {
  const role = roleOn(kind, rung)
  const told = await trx
    .insertInto('alarm_rung')
    .values({ alarm_id: id, rung, role, told_at: seconds(context.now) })
    .onConflict((conflict) => conflict.columns(['alarm_id', 'rung']).doNothing())
    .returning('rung')
    .executeTakeFirst()
  if (told) await notify(trx, context, { role, org, kind: 'item_waiting' })
}
