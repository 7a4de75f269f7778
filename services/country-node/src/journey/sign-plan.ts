import { meetingLanguageOf } from '@causeway/protocol/meeting'
import { hashPlan, watchOf } from '@causeway/protocol/record'
import type { ConfirmPlan } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { type EventBody, PlanHalf, type PlanText } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { type BodyFault, refuseFaults } from '../api/refuse-faults.ts'
import { type NodeContext, seconds } from '../context.ts'
import { readItems } from '../people/read-items.ts'
import type { Move } from '../referrals/make-move.ts'
import type { Snapshot } from '../referrals/snapshot.ts'
import { packetArrivedAt } from './packet-arrived.ts'
import { arrivalOf, faultsOfHalf } from './plan-faults.ts'
import { keepSignedPlan } from './signed-plan-queries.ts'

interface TextToSign {
  revision: number
  /** The salted text, to the character. */
  plan: EventBody
  text: PlanText
}

/** What a signature adds to the text in the name of one side. */
type OwnHalf = Pick<ConfirmPlan, 'risk' | 'on_call' | 'warm_handover'>

/**
 * Row 8: one side's signature on a plan. The receiver signs on what it knows from the full packet,
 * the sender says how the warm handover went and draws what the meeting words come from. Throws
 * `Problem`: `packet-not-here`, and `request-malformed` for a half that is not complete.
 */
export async function signPlan(
  context: NodeContext,
  snapshot: Snapshot,
  { revision, plan, text }: TextToSign,
  given: OwnHalf,
): Promise<Move> {
  const { referral } = snapshot
  await requireCompleteHalf(context, snapshot, text, given)
  const half = PlanHalf.parse({
    risk: given.risk,
    on_call: given.on_call,
    ...(await handOverOf(context, snapshot, given)),
  })
  return {
    type: 'plan_signed',
    data: { plan: revision, hash: hashPlan(plan), watch: watchOf(text, context.pace) },
    body: { plan, half },
    audit: { act: 'plan.sign', detail: { revision } },
    alongside: (trx, { identity }) =>
      keepSignedPlan(trx, context, {
        event: identity,
        referral: referral.id,
        plan,
        half,
      }),
  }
}

async function requireCompleteHalf(
  context: NodeContext,
  { referral }: Snapshot,
  text: PlanText,
  half: OwnHalf,
): Promise<void> {
  const isSender = referral.side === 'sender'
  const packetAt = isSender ? 0 : await packetArrivedAt(context, referral.id)
  if (packetAt === undefined) throw new Problem('packet-not-here')
  const now = seconds(context.now)
  const { assessed_at } = half.risk
  const faults: (BodyFault | false)[] = [
    ...faultsOfHalf(half, text),
    assessed_at > now && { pointer: '/risk/assessed_at', rule: 'in_the_future' },
    assessed_at < packetAt && { pointer: '/risk/assessed_at', rule: 'before_the_packet' },
    isSender && !half.warm_handover && { pointer: '/warm_handover', rule: 'required' },
    !isSender &&
      half.warm_handover !== undefined && {
        pointer: '/warm_handover',
        rule: 'not_asked_for',
      },
  ]
  refuseFaults(faults)
}

/** A plan whose last leg is over is none. */
export const faultOfTime = ({ now }: NodeContext, text: PlanText): BodyFault | false =>
  arrivalOf(text) <= seconds(now) && {
    pointer: `/plan/legs/${text.legs.length - 1}/due_at`,
    rule: 'in_the_past',
  }

async function handOverOf(
  context: NodeContext,
  { referral }: Snapshot,
  { warm_handover }: OwnHalf,
) {
  if (referral.side !== 'sender') return {}
  const language = meetingLanguageOf(await languagesOf(context, referral.person_id))
  return { hand_over: { warm_handover, language, secret: context.randomId() } }
}

/** The languages that she speaks, as she told them; none when she did not. */
async function languagesOf({ db, vault }: NodeContext, person: RandomId | null): Promise<string[]> {
  const [item] = person ? await readItems(db, vault, person, ['spoken_languages']) : []
  return Array.isArray(item?.v) ? item.v.map(String) : []
}
