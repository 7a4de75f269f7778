import type { RandomId } from '@causeway/schemas/wire'
import { raiseAlarm } from '../src/alarms/raise-alarm.ts'
import type { NodeContext } from '../src/context.ts'
import { getReferral } from '../src/referrals/get-referral.ts'
import type { Referral } from '../src/referrals/referral-queries.ts'

/** Raises an alarm about an offer that nobody has opened, as its watch does; returns its id. */
export async function aRaisedAlarm(context: NodeContext, referral: RandomId): Promise<RandomId> {
  const row = (await getReferral(context, referral)) as Referral
  await context.db
    .transaction()
    .execute((trx) => raiseAlarm(trx, context, row, { kind: 'unacknowledged', key: '', round: 1 }))
  const { id } = await context.db
    .selectFrom('alarm')
    .select('id')
    .where('referral_id', '=', referral)
    .orderBy('raised_at', 'desc')
    .executeTakeFirstOrThrow()
  return id
}
