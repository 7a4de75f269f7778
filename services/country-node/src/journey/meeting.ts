import { meetingWordsOf, wordsIn } from '@causeway/protocol/meeting'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../context.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { type Signature, signaturesOf } from './signatures.ts'
import { readSignedPlan, type SignedPlan } from './signed-plan-queries.ts'

/** All that both sides need to meet her, by the newest plan that both have signed. */
export interface Meeting {
  text: SignedPlan['text']
  language: NonNullable<SignedPlan['half']['hand_over']>['language']
  /** Gone once she has been met. */
  words: { worker: [string, string, string]; pin: string; card: string } | undefined
  /** Of the last leg: where she comes from, where she arrives. */
  dutyPhones: string[]
}

/**
 * Throws `Problem('not-found')` unless somebody is to meet her: that lasts from the plan to its end,
 * whatever is stopped after she has left.
 */
export async function openMeeting(context: NodeContext, snapshot: Snapshot): Promise<Meeting> {
  const { referral, state } = snapshot
  const { sender, receiver } = signaturesOf(snapshot, state.plan)
  if (state.meeting !== 'open') throw new Problem('not-found')
  const [from, to] = [await kept(context, sender), await kept(context, receiver)]
  const { text, half, secret } = from
  if (!half.hand_over) throw new TypeError('the sender of a referral hands her over')
  const { language } = half.hand_over
  const drawn = secret === undefined ? undefined : meetingWordsOf(secret, referral.id)
  return {
    text,
    language,
    words: drawn && {
      worker: wordsIn(language, drawn.indices),
      pin: drawn.pin,
      card: drawn.card,
    },
    dutyPhones: [from, to].flatMap((signed) => signed.half.on_call.at(-1)?.duty_phone ?? []),
  }
}

async function kept(context: NodeContext, signature: Signature | undefined) {
  const plan = signature && (await readSignedPlan(context, signature.identity))
  if (!plan) throw new TypeError('a plan in force was signed by both and is kept')
  return plan
}
