import { type Step, type Story, untilSeen, untilStatus } from '../story.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

const now = () => Math.floor(Date.now() / 1000)

const onCall = (first: string, second: string, duty_phone: string) => [
  { first: `${first} (synthetic)`, second: `${second} (synthetic)`, duty_phone },
]

const ownRisk = () => ({
  level: 'medium',
  assessed_at: now(),
  valid_until: now() + 14 * 24 * HOUR,
})

/** When she is to leave and to be there, in seconds from now, and how late she may be. */
interface Timing {
  departs: number
  due: number
  grace_minutes: number
}

const planWith = (
  { from, to, place, meeter, look, bed }: Story['person']['journey'],
  { departs, due, grace_minutes }: Timing,
) => ({
  legs: [
    {
      from,
      to,
      mode: 'plane',
      departs_at: now() + departs,
      due_at: now() + due,
      grace_minutes,
      is_escorted: false,
    },
  ],
  meeting: { place, meeter, look },
  first_night: bed,
})

const signPlan = (timing: Timing): Step => ({
  name: 'sign_plan',
  async take(story) {
    await story.receiver.post(`/referrals/${story.referral}/plan`, {
      plan: planWith(story.person.journey, timing),
      risk: ownRisk(),
      on_call: onCall('Cedar Example', 'Fir Example', '+9990000000'),
    })
    await untilSeen(story.sender, story, 'the plan arrives', (view) => view.plan?.is_open === true)
    return 'The receiving worker says who meets her, where she sleeps the first night, adds an own risk assessment, and signs the plan.'
  },
})

const confirmPlan: Step = {
  name: 'confirm_plan',
  async take(story) {
    await story.sender.post(`/referrals/${story.referral}/plan/confirm`, {
      risk: ownRisk(),
      on_call: onCall('Ash Example', 'Alder Example', '+9990000001'),
      warm_handover: 'done',
    })
    await untilStatus(story.receiver, story, 'planned')
    const { worker_says, answer } = await story.sender.get<{
      worker_says: string[]
      answer: string
    }>(`/referrals/${story.referral}/card`)
    story.card = { answer }
    return `She has spoken with her new worker. The sender confirms the same plan; both nodes watch over it from now on. Her card: she hears ${worker_says.length} words and answers ${answer.length} digits, never the other way round.`
  },
}

const leave: Step = {
  name: 'leave',
  async take(story) {
    await story.sender.post(`/referrals/${story.referral}/depart`, {
      reaffirmed: true,
      phoned_in: false,
    })
    await untilStatus(story.receiver, story, 'in_transit')
    return 'On the day she says again that she wants to go, and leaves.'
  },
}

/** Both sides sign one plan; she leaves. */
export const travel = (timing: Timing): readonly Step[] => [signPlan(timing), confirmPlan, leave]

/** A journey with time to spare. */
export const unhurried: Timing = { departs: HOUR, due: 6 * HOUR, grace_minutes: 30 }

async function meetByWords({ receiver, referral, card }: Story) {
  const sheet = await receiver.get<{ worker_says: string[] }>(
    `/referrals/${referral}/meeting-sheet`,
  )
  await receiver.post(`/referrals/${referral}/arrive`, {
    kind: 'by_plan',
    words: 'matched',
    pin: card.answer,
    phoned_in: false,
  })
  return sheet.worker_says.length
}

/** `status` is where the sender then sees it: a withdrawn referral stays so, met or not. */
export const meet = (status: 'arrived' | 'withdrawn'): Step => ({
  name: 'meet',
  async take(story) {
    const words = await meetByWords(story)
    await untilSeen(
      story.sender,
      story,
      'the sender knows that she was met',
      (view) => view.position === 'arrived' && view.status === status,
    )
    return `The worker speaks first, ${words} words from the sheet; she answers with her digits, and they match. She was met.`
  },
})
