import { custodyReaction } from '../records/pass-custody.ts'
import { passOnAsking } from '../telling/pass-on-asking.ts'
import {
  answerWithdrawal,
  passOnUndoing,
  passOnWithdrawal,
} from '../withdrawals/withdrawal-reactions.ts'
import type { Reaction } from './reaction.ts'
import { packetReaction } from './send-packet.ts'

/** Each is asked in turn, until none has anything to do. */
export const reactions: readonly Reaction[] = [
  passOnWithdrawal,
  passOnUndoing,
  answerWithdrawal,
  packetReaction,
  custodyReaction,
  passOnAsking,
]
