import type { NodeContext } from '../context.ts'
import { custodyReaction } from '../records/pass-custody.ts'
import { passOnAsking } from '../telling/pass-on-asking.ts'
import {
  answerWithdrawal,
  passOnUndoing,
  passOnWithdrawal,
} from '../withdrawals/withdrawal-reactions.ts'
import type { Move } from './make-move.ts'
import { packetReaction } from './send-packet.ts'
import type { Snapshot } from './snapshot.ts'

/** What a node does by itself once a referral stands somewhere; nobody has to click. */
export interface Reaction {
  name: string
  /** The move to make now, `undefined` when there is none. Called again when the referral changed. */
  plan(context: NodeContext, snapshot: Snapshot): Promise<Move | undefined>
}

/** Each is asked in turn, until none has anything to do. */
export const reactions: readonly Reaction[] = [
  passOnWithdrawal,
  passOnUndoing,
  answerWithdrawal,
  packetReaction,
  custodyReaction,
  passOnAsking,
]
