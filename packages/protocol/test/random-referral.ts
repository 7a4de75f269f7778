import { type EventType, eventData } from '@causeway/schemas/record'
import fc from 'fast-check'
import type { Side } from '../src/chain/count-events.ts'
import { type TwoNodes, twoNodes } from './two-nodes.ts'

const types = Object.keys(eventData) as EventType[]

/** What each side would do when all goes well; taken more often than chance would. */
const usual: Record<Side, EventType[]> = {
  sender: ['offered', 'plan_signed', 'departed', 'missed', 'plan_signed', 'lost_contact'],
  receiver: ['opened', 'accepted', 'plan_signed', 'arrived', 'in_care', 'closed'],
}

const sides = ['sender', 'receiver'] as const

/** What the authors saw at the moment they wrote, as far as tests ask for it afterwards. */
export interface Told {
  network: TwoNodes
  /** Somebody withdrew while, as far as that node knew, she was not yet in care. */
  withdrewBeforeCare: boolean
  /** Somebody at some time saw the lead pass. */
  sawHandover: boolean
}

/** Plays a tape of numbers as a story between two nodes, `limit` events a side at most. */
export function play(tape: readonly number[], limit: number): Told {
  const network = twoNodes()
  const told: Told = { network, withdrewBeforeCare: false, sawHandover: false }
  network.make('sender', 'offered')
  if ((tape[0] ?? 0) % 8 !== 0) network.deliverAll()
  for (const choice of tape) {
    const side = sides[choice % 2] as Side
    const turn = Math.floor(choice / 2)
    if (turn % 3 === 0) network.deliverOne(side, turn % 24 === 0 ? turn : 0)
    else if (network.chainOf(side).length < limit) write(told, side, turn)
  }
  return told
}

function write(told: Told, side: Side, turn: number) {
  const { network } = told
  const view = network.viewOf(side)
  if (view.lead === 'receiver') told.sawHandover = true
  const done = network.chainOf(side).map((event) => event.type)
  const expected = usual[side].find((type) => !done.includes(type))
  const type =
    expected && turn % 5 !== 0
      ? expected
      : (types[Math.floor(turn / 3) % types.length] as EventType)
  if (type === 'withdrawn' && view.lead === 'sender') told.withdrewBeforeCare = true
  const pauses = network.heldBy(side).filter((event) => event.type === 'paused')
  const pause = pauses[turn % Math.max(pauses.length, 1)]
  network.make(side, type, {
    plan: turn % 7 === 0 ? 1 + (turn % 4) : view.plan + (type === 'plan_signed' ? 1 : 0) || 1,
    text: turn % 11 === 0 ? 8 : 7,
    ...(pause && { pause: pause.eid }),
  })
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
