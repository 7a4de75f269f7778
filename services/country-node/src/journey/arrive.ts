import type { Arrive } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import { refuseFaults } from '../api/refuse-faults.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorIn } from '../referrals/event-actor.ts'
import { type Move, type MoveReply, makeMove } from '../referrals/make-move.ts'
import { notNow } from '../referrals/not-now.ts'
import { type Snapshot, takeSnapshot } from '../referrals/snapshot.ts'
import type { StaffActor } from '../staff/actor.ts'
import { checkAnswer } from './check-answer.ts'
import { whenItHappened } from './when-it-happened.ts'

/**
 * Row 11: somebody has met her, by the plan or otherwise, with the words or without. Where the words
 * are said to match, what she answered is checked. Words that she remembers later may be added to a
 * meeting without. Throws as `checkAnswer`, `Problem('transition-refused')`, and
 * `request-malformed`.
 */
export async function arrive(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  { pin, ...said }: Arrive,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    const { kind, words } = said
    const notBefore = requireMeeting(snapshot, said)
    return {
      type: 'arrived',
      data: { kind, words, ...whenItHappened(context, said, notBefore) },
      audit: { act: 'journey.arrive', detail: { kind, words } },
    }
  }
  if (pin !== undefined) {
    const snapshot = await takeSnapshot(context.db, context.nodeId, id)
    await plan(snapshot)
    await checkAnswer(context, actor, snapshot, pin)
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}

/** Statuses in which she may come, before somebody has met her. */
const awaited = ['accepted', 'planned', 'in_transit', 'missed', 'lost_contact']

/** Returns the time before which nobody of the receiver can have met her, in seconds. */
function requireMeeting(
  { referral, state, counted }: Snapshot,
  { kind, words }: Pick<Arrive, 'kind' | 'words'>,
): number {
  const accepted = counted.find(({ type }) => type === 'accepted')
  const isAwaited = awaited.includes(state.status) || state.meeting === 'open'
  const met = counted.filter((event) => event.type === 'arrived')
  const isNew = words === 'matched' && met.every((event) => event.data.words !== 'matched')
  const isPossible = met.length === 0 || isNew
  if (referral.side !== 'receiver') throw notNow('only_the_receiver')
  if (!isPossible) throw notNow('said_already')
  if (!accepted || !isAwaited) throw new Problem('transition-refused')
  refuseFaults([kind === 'by_plan' && state.plan === 0 && { pointer: '/kind', rule: 'no_plan' }])
  return accepted.at
}
