import type { Her } from './her.ts'
import { services } from './prepare-return.ts'
import { untilShown } from './visitor.ts'
import type { Worker } from './worker.ts'

const NUMBER = '+9990000000'

/** Finds what has come by the reference that the sender has read out, and opens it. */
export async function openOffer(worker: Worker, reference: string): Promise<void> {
  const { say, hand } = worker
  await worker.open('/')
  await hand.follow(say('section.inbox'))
  await untilShown(worker, reference)
  await hand.follow(new RegExp(reference))
  await hand.press(say('receive.unopened.open'))
}

/** Who receives her, and with what. */
export async function accept({ say, hand, node }: Worker): Promise<void> {
  await hand.press(say('receive.step.accept'))
  for (const service of services.slice(0, 2)) {
    await hand.mark(say('field.accept_services'), say(`service.${service}`))
  }
  await hand.type(say('field.worker'), `Cedar Example (synthetic, ${node.id})`)
  await hand.type(say('field.deputy'), `Fir Example (synthetic, ${node.id})`)
  await hand.type(say('field.duty_phone'), NUMBER)
  await hand.press(say('receive.accept.send'))
}

/** She can not be received here, and somebody else may help. */
export async function decline({ say, hand, node }: Worker): Promise<string> {
  const { name } = node.organisations.supporting
  await hand.press(say('receive.step.decline'))
  await hand.mark(say('field.decline_reason'), say('receive.decline_reason.no_capacity'))
  await hand.pick(say('field.alternative'), name)
  await hand.press(say('receive.decline.send'))
  return name
}

/** Milliseconds from now until she leaves and until she is due. */
export interface Timing {
  departs: number
  due: number
}
const HOUR = 3_600_000
const DAY = 24 * HOUR
export const unhurried: Timing = { departs: 2 * HOUR, due: 8 * HOUR }
/** Seconds, for what is to be missed; the grace after it is compressed by the nodes. */
export const hurried: Timing = { departs: 10_000, due: 12_000 }

/** As a browser takes a time of the node's clock, which is at UTC; seconds where they matter. */
function clockIn(after: number): string {
  const text = new Date(Date.now() + after).toISOString()
  return text.slice(0, after < HOUR ? 19 : 16)
}

/** Who meets her, her first night, and the risk as this side sees it. */
export async function signPlan(worker: Worker, { journey }: Her, timing: Timing): Promise<void> {
  const { say, hand } = worker
  await untilShown(worker, say('receive.told.title'))
  await hand.press(say('receive.step.plan'))
  await hand.type(say('field.travel_from'), journey.from)
  await hand.type(say('field.travel_to'), journey.to)
  await hand.pick(say('field.travel_mode'), say('travel_mode.plane'))
  await hand.type(say('field.departs_at'), clockIn(timing.departs))
  await hand.type(say('field.due_at'), clockIn(timing.due))
  await hand.type(say('field.meeting_place'), journey.place)
  await hand.type(say('field.meeter'), journey.meeter)
  await hand.type(say('field.look'), journey.look)
  await hand.type(say('field.first_night'), journey.bed)
  await hand.mark(say('field.risk_here'), say('choice.risk_level.medium'))
  await hand.type(say('field.risk_valid_until'), clockIn(14 * DAY).slice(0, 10))
  await hand.type(say('field.on_call_first'), 'Cedar Example (synthetic)')
  await hand.type(say('field.on_call_second'), 'Fir Example (synthetic)')
  await hand.type(say('field.on_call_phone'), NUMBER)
  await hand.press(say('receive.plan.send'))
}

/** Whoever stands there speaks first; she answers with what is on her card. */
async function answerAtMeeting(worker: Worker, answer: string): Promise<void> {
  const { say, hand } = worker
  await untilShown(worker, say('receive.step.meet'))
  await hand.press(say('receive.step.meet'))
  await hand.mark(say('field.met_words'), say('receive.words.matched'))
  await hand.type(say('field.pin'), answer)
  await hand.mark(say('field.met_kind'), say('receive.kind.by_plan'))
}

/** Somebody else than her worker has met her. */
export async function meetHer(worker: Worker, answer: string): Promise<void> {
  await answerAtMeeting(worker, answer)
  await worker.hand.press(worker.say('receive.meet.met_send'))
}

/** Her worker has met her in a safe place and spoken with her: met, words match, in our care. */
export async function meetAndCare(worker: Worker, answer: string): Promise<void> {
  const { say, hand } = worker
  await answerAtMeeting(worker, answer)
  await hand.mark(say('field.in_care_now'), say('receive.spoken.yes'))
  await hand.mark(say('field.feedback'), say('receive.feedback.outcome'))
  await hand.press(say('receive.meet.met_send'))
}

/** The same said later: from here on this side is the lead organisation. */
export async function takeIntoCare({ say, hand }: Worker): Promise<void> {
  await hand.press(say('receive.step.care'))
  await hand.mark(say('field.spoken_with_her'), say('receive.spoken.yes'))
  await hand.mark(say('field.feedback'), say('receive.feedback.outcome'))
  await hand.press(say('receive.care.send'))
}
