import { type EventType, eventData } from '@causeway/schemas/record'
import fc from 'fast-check'
import type { Side } from '../src/chain/count-events.ts'
import type { ReferralState, ReferralStatus } from '../src/referral/index.ts'
import { accepted, met, planned, tell, travelling } from './stories.ts'
import { type Saying, type TwoNodes, twoNodes } from './two-nodes.ts'

const types = Object.keys(eventData) as EventType[]

/** What each side would do where it sees the referral stand; taken more often than chance would. */
const usual: Record<Side, Partial<Record<ReferralStatus, EventType[]>>> = {
  sender: {
    accepted: ['plan_signed'],
    planned: ['departed', 'departed', 'missed', 'plan_signed', 'recall_requested'],
    in_transit: ['missed', 'disclosed', 'travel_changed', 'departed'],
    missed: ['lost_contact', 'plan_signed'],
    lost_contact: ['closed', 'plan_signed'],
  },
  receiver: {
    offered: ['opened', 'accepted'],
    under_review: ['accepted'],
    accepted: ['plan_signed'],
    planned: ['arrived', 'plan_signed', 'missed', 'travel_changed'],
    in_transit: ['arrived', 'missed', 'travel_changed'],
    missed: ['arrived', 'plan_signed', 'travel_changed'],
    lost_contact: ['arrived'],
    arrived: ['in_care', 'in_care', 'closed'],
    in_care: ['asked', 'closed'],
  },
}

/** Where half of the stories begin, so that many of them come far. */
const starts = [['S offered'], accepted, planned, travelling, met]

const sides = ['sender', 'receiver'] as const

/** What the authors saw at the moment they wrote, as far as tests ask for it afterwards. */
export interface Told {
  network: TwoNodes
  /** Somebody withdrew while, as far as that node knew, she was not yet in care. */
  withdrewBeforeCare: boolean
  /** Somebody at some time saw the lead pass. */
  sawHandover: boolean
}

/**
 * Plays a tape of numbers as a story between two nodes, `limit` events a side at most. `look` is
 * called after every step.
 */
export function play(
  tape: readonly number[],
  limit: number,
  look?: (network: TwoNodes) => void,
): Told {
  const network = twoNodes()
  const told: Told = { network, withdrewBeforeCare: false, sawHandover: false }
  const start = starts[(tape[0] ?? 0) % (2 * starts.length)]
  if (start) tell(network, start)
  else network.make('sender', 'offered')
  for (const choice of tape) {
    const side = sides[choice % 2] as Side
    const turn = Math.floor(choice / 2)
    if (turn % 3 === 0) network.deliverOne(side, turn % 24 === 0 ? turn : 0)
    else if (network.chainOf(side).length < limit) write(told, side, turn)
    look?.(network)
  }
  return told
}

function write(told: Told, side: Side, turn: number) {
  const { network } = told
  const view = network.viewOf(side)
  if (view.lead === 'receiver') told.sawHandover = true
  const likely = usual[side][view.status] ?? []
  const expected = turn % 5 === 0 ? undefined : likely[turn % Math.max(likely.length, 1)]
  const type =
    reply(view, side, turn) ?? expected ?? (types[Math.floor(turn / 3) % types.length] as EventType)
  if (type === 'withdrawn' && view.lead === 'sender') told.withdrewBeforeCare = true
  network.make(side, type, say(told, side, turn, view.plan + (type === 'plan_signed' ? 1 : 0)))
}

/** What somebody who was asked would say, now and then. */
function reply(view: ReferralState, side: Side, turn: number): EventType | undefined {
  if (turn % 4 !== 1) return undefined
  if (side === 'receiver' && view.recallRequested) return 'recall_confirmed'
  if (view.questions.some(({ by, answeredAt }) => by !== side && !answeredAt)) return 'answered'
  const open = view.restrictions.filter(({ answeredBy }) => !answeredBy.includes(side))
  return open.length > 0 ? 'restricted' : undefined
}

/** Mostly what fits, and about something that was said before. */
function say({ network }: Told, side: Side, turn: number, plan: number): Saying {
  const earlier = (...about: EventType[]) => {
    const events = network.heldBy(side).filter((event) => about.includes(event.type))
    return events[turn % Math.max(events.length, 1)]?.eid
  }
  const pause = earlier('paused')
  const withdrawal = earlier('withdrawn', 'consent_withdrawn')
  const question = earlier('asked')
  return {
    plan: turn % 7 === 0 ? 1 + (turn % 4) : plan || 1,
    text: turn % 11 === 0 ? 8 : 7,
    watch: turn % 13 === 0 ? 8 : 7,
    pauses_clock: turn % 2 === 0,
    statutory: turn % 4 === 0,
    ...(turn % 2 === 0 && { groups: ['health' as const] }),
    ...(pause && { pause }),
    ...(withdrawal && { withdrawal }),
    ...(question && { question }),
  }
}

/** A tape for `play`. */
export const tapes = (length: number) =>
  fc.array(fc.nat({ max: 5039 }), { minLength: 2, maxLength: length, size: 'max' })

/** Every order in which two chains can be read into one, as picks: `false` left, `true` right. */
export function* interleavings(left: number, right: number): Generator<boolean[]> {
  if (left === 0 && right === 0) yield []
  if (left > 0) for (const rest of interleavings(left - 1, right)) yield [false, ...rest]
  if (right > 0) for (const rest of interleavings(left, right - 1)) yield [true, ...rest]
}

/** Puts items in an order drawn from `tape`. */
export const shuffle = <Item>(items: readonly Item[], tape: readonly number[]): Item[] =>
  items
    .map((item, index) => ({ item, key: (tape[index % tape.length] ?? 0) * (index + 7919) }))
    .toSorted((a, b) => (a.key % 10007) - (b.key % 10007))
    .map(({ item }) => item)
