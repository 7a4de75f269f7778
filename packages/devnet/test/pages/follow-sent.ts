import { untilShown } from './visitor.ts'
import type { Worker } from './worker.ts'

const DAY = 86_400_000

/** The sender reads the plan, adds its own half, and signs it too. */
export async function confirmPlan(worker: Worker): Promise<void> {
  const { say, hand } = worker
  await untilShown(worker, say('send.then.our_plan'))
  await hand.press(say('send.go.plan'))
  await hand.mark(say('field.plan_risk'), say('choice.risk_level.medium'))
  const until = new Date(Date.now() + 14 * DAY).toISOString().slice(0, 10)
  await hand.type(say('field.valid_until'), until)
  await hand.mark(say('field.warm_handover'), say('send.warm.done'))
  await hand.type(say('field.first_on_call'), 'Ash Example (synthetic)')
  await hand.type(say('field.second_on_call'), 'Alder Example (synthetic)')
  await hand.type(say('field.plan_phone'), '+9990000001')
  await hand.press(say('send.plan.confirm'))
}

/**
 * Her card comes once both have signed, in her language on a page in the worker's: reads what she
 * answers with, and goes back to the handover.
 */
export async function readCard({ page, say, hand }: Worker): Promise<string> {
  const answer = await page.locator('.cw-pocket__said.cw-number').innerText()
  await hand.follow(say('send.handover'))
  return answer.trim()
}

/** On the day she says again that she wants to go, and leaves. */
export async function letHerLeave({ say, hand }: Worker): Promise<void> {
  await hand.follow(say('send.act.depart'))
  await hand.mark(say('field.still_wants_to'), say('answer.yes'))
  await hand.mark(say('field.told_by_phone'), say('answer.no'))
  await hand.press(say('send.act_button.depart'))
}
