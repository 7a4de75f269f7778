import type { PlanRevision } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { NodeContext } from '../../context.ts'
import { viewPlan } from '../../journey/view-plan.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { momentOf } from '../moments.ts'
import type { ShownPlan } from './shown-parts.ts'

type Half = NonNullable<PlanRevision['sender']>

const shownHalf = ({ risk, on_call, warm_handover }: Half): NonNullable<ShownPlan['ours']> => ({
  risk: risk.level,
  ...(risk.note === undefined ? {} : { note: risk.note }),
  validUntil: momentOf(risk.valid_until),
  onCall: on_call.map(({ first, second, duty_phone: phone }) => ({ first, second, phone })),
  ...(warm_handover ? { warmHandover: warm_handover } : {}),
})

/** A revision as the receiver reads it. */
export function shownPlan({ plan, revision, sender, receiver }: PlanRevision): ShownPlan {
  const signed = sender && receiver ? 'both' : receiver ? 'us' : 'them'
  return {
    signed,
    revision,
    legs: plan.legs.map(({ from, to, mode, ...leg }) => ({
      from,
      to,
      mode,
      departs: momentOf(leg.departs_at),
      due: momentOf(leg.due_at),
      graceMinutes: leg.grace_minutes,
      isEscorted: leg.is_escorted,
    })),
    ...plan.meeting,
    firstNight: plan.first_night,
    ...(receiver ? { ours: shownHalf(receiver) } : {}),
    ...(sender ? { theirs: shownHalf(sender) } : {}),
  }
}

/** What waits for a signature before what holds; none while there is neither. */
export async function listPlans(
  context: NodeContext,
  { id }: Pick<Referral, 'id'>,
): Promise<PlanRevision[]> {
  try {
    const { proposed, signed } = await viewPlan(context, id)
    return [proposed, signed].filter((plan) => plan !== undefined)
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return []
    throw error
  }
}

/** The same for somebody who reads them. The reading is audited. */
export async function readPlans(
  context: NodeContext,
  actor: StaffActor,
  referral: Pick<Referral, 'id'>,
): Promise<PlanRevision[]> {
  const plans = await listPlans(context, referral)
  if (plans.length > 0) await auditReading(context, actor, 'plan.read', referral.id)
  return plans
}
