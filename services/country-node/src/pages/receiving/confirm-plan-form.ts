import { Problem } from '@causeway/schemas/problems'
import { Digest } from '@causeway/schemas/wire'
import { z } from 'zod'
import { seconds } from '../../context.ts'
import { confirmPlan } from '../../journey/confirm-plan.ts'
import { viewPlan } from '../../journey/view-plan.ts'
import { hasPacket } from '../../referrals/read-bodies.ts'
import type { FormPage } from './form-page.ts'
import { HalfShape, halfFields, halfOf } from './plan-half.ts'
import { readPlans, shownPlan } from './plan-model.ts'

/** `hash`: of the plan that the page showed. */
const ConfirmForm = z.strictObject({ hash: Digest, ...HalfShape })

/** The other side has signed first: read what it says, assess the risk here, and sign it too. */
export const confirmPlanForm: FormPage<z.infer<typeof ConfirmForm>> = {
  name: 'confirm-plan',
  action: 'plan.sign',
  schema: ConfirmForm,
  fields: () => halfFields,
  async about({ context }, { actor }, referral) {
    if (!(await hasPacket(context.db, referral.id))) throw new Problem('packet-not-here')
    const plans = await readPlans(context, actor, referral)
    const theirs = plans.find(({ sender, receiver }) => sender && !receiver)
    if (!theirs) throw new Problem('transition-refused')
    return { plan: shownPlan(theirs), hidden: { hash: theirs.hash } }
  },
  fieldOf: {
    '/risk/valid_until': 'risk_valid_until',
    '/risk/assessed_at': 'risk_here',
    on_call: 'on_call_second',
  },
  async run({ context, exchange, actor, referral, data, remember }, { settings: { timeZone } }) {
    const { proposed } = await viewPlan(context, referral.id)
    const { hash, ...said } = data
    const legs = proposed?.plan.legs.length ?? 1
    const half = halfOf(said, { now: seconds(context.now), legs, timeZone })
    return confirmPlan(context, exchange, actor, referral.id, { hash, ...half }, remember)
  },
}
