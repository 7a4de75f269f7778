import type { Side } from '@causeway/protocol/chain'
import type { CloseReferral } from '@causeway/schemas/api'
import { Outcome } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'

/** Who closes from where, and how it may have ended. */
const endings: Record<Side, Record<string, readonly Outcome[]>> = {
  receiver: { in_care: Outcome.options, arrived: ['chose_other_path'] },
  sender: {
    lost_contact: ['unknown', 'chose_other_path', 'moved_on', 're_trafficked', 'deceased'],
  },
}

/**
 * Rows 13, 15 and 16: a referral ends. How it ended stays here; the other side learns it when she
 * agreed to that, and when she chose another way on arrival, since the other side still leads then.
 * Throws `Problem`: `transition-refused`, `request-malformed` for an outcome that does not fit.
 */
export function closeReferral(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { outcome }: CloseReferral,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async ({ referral, state, counted }: Snapshot): Promise<Move> => {
    const possible = endings[referral.side][state.status]
    if (!possible) throw new Problem('transition-refused')
    refuseFaults([!possible.includes(outcome) && { pointer: '/outcome', rule: 'not_from_here' }])
    const care = counted.find((event) => event.type === 'in_care')
    const isTold = care ? care.data.feedback === 'outcome' : outcome === 'chose_other_path'
    return {
      type: 'closed',
      data: isTold ? { outcome } : {},
      audit: { act: 'care.close', detail: { outcome } },
      alongside: async (trx) => {
        await trx.updateTable('referral').set({ outcome }).where('id', '=', id).execute()
      },
    }
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}
