import type { ConfirmInCare } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { whenItHappened } from '../journey/when-it-happened.ts'
import { openCustodyRecord } from '../records/open-custody-record.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { followUpDates } from './follow-up-dates.ts'
import { insertFollowUps } from './follow-up-queries.ts'

/**
 * Row 14: in the first safe place, after a worker has spoken with her, the handoff is confirmed and
 * the lead passes. Her record goes on here, and it is written down when to ask after her.
 */
export function confirmInCare(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { when, phoned_in, feedback }: ConfirmInCare,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral, state, counted }: Snapshot): Promise<Move> => {
    const met = counted.find((event) => event.type === 'arrived')
    if (referral.side !== 'receiver') throw notNow('only_the_receiver')
    if (state.status !== 'arrived' || !met) throw new Problem('transition-refused')
    const happened = whenItHappened(context, { when, phoned_in }, met.data.when)
    return {
      type: 'in_care',
      data: { ...happened, feedback },
      audit: { act: 'care.confirm', detail: { feedback } },
      alongside: async (trx) => {
        await openCustodyRecord(trx, context, referral, actor)
        await insertFollowUps(trx, id, followUpDates(happened.when, context.pace))
      },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
