import type { ItemCode } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Baseline, countAskings, type Line, type Place } from './count-askings.ts'

const seed = 20261122
const topics = ['full_name', 'medication', 'full_account'] as const satisfies ItemCode[]
const referral = 'r' as RandomId
const nodes = { sender: 'gb' as NodeId, receiver: 'ro' as NodeId }
type Side = keyof typeof nodes

type Said = { line: Line } | { topics: Baseline['topics'] }
type Event = Said & Omit<Place, 'peer'> & { seen: number }

/** Two nodes that ask, disclose and tell each other, each event arriving whenever it does. */
function twoLedgers() {
  const chains: Record<Side, Event[]> = { sender: [], receiver: [] }
  const applied: Record<Side, number> = { sender: 0, receiver: 0 }
  const lines: Record<Side, Line[]> = { sender: [], receiver: [] }
  const baselines: Record<Side, Baseline[]> = { sender: [], receiver: [] }
  const disclosed = new Set<ItemCode>()
  let clock = 0

  const otherOf = (side: Side): Side => (side === 'sender' ? 'receiver' : 'sender')
  const placeAt = (side: Side, { n, at, node }: Event): Place => {
    const peer = nodes[otherOf(side)]
    return { referral, peer, node, n, at }
  }
  const say = (side: Side, said: Said): Event => {
    const [n, at, node] = [chains[side].length + 1, clock, nodes[side]]
    const event = { ...said, referral, node, n, at, seen: applied[side] }
    chains[side].push(event)
    return event
  }
  const untold = (side: Side) =>
    lines[side].filter(
      ({ passed, topic }) => passed.length === 0 && (side === 'receiver' || disclosed.has(topic)),
    )
  const mark = (side: Side, line: Line, event: Event) => {
    lines[side] = lines[side].map((one) =>
      one.id === line.id && one.passed.length === 0
        ? { ...one, passed: [placeAt(side, event)] }
        : one,
    )
  }

  const network = {
    disclosed,
    ask(side: Side, topic: ItemCode) {
      clock += 1
      const to = { org: 'o' as RandomId, role: 'case_worker' as const }
      const told = { to, at: clock, form: 'conversation' as const, is_reusable: true }
      const id = `${side}-${clock}` as RandomId
      lines[side].push({ id, topic, was_asked: true, passed: [], ...told })
    },
    disclose(topic: ItemCode) {
      disclosed.add(topic)
      const times_asked = of(countAskings(lines.sender), topic)
      const event = say('sender', { topics: [{ topic, because: 'told', times_asked }] })
      for (const line of lines.sender.filter((one) => one.topic === topic)) {
        mark('sender', line, event)
      }
      baselines.sender.push(baselineAt('sender', event, topic, times_asked))
    },
    passOn(side: Side): boolean {
      const [line] = untold(side)
      if (line) mark(side, line, say(side, { line }))
      return line !== undefined
    },
    deliver(to: Side): boolean {
      const event = chains[otherOf(to)][applied[to]]
      if (!event) return false
      applied[to] += 1
      if ('line' in event) lines[to].push({ ...event.line, passed: [placeAt(to, event)] })
      for (const { topic, times_asked } of 'topics' in event ? event.topics : []) {
        baselines[to].push(baselineAt(to, event, topic, times_asked))
      }
      return true
    },
    /** Her own ledger at the sender; the one of the referral on both sides. */
    ledgers: () => ({
      hers: countAskings(lines.sender),
      there: countAskings(lines.receiver, baselines.receiver),
      here: countAskings(
        lines.sender.filter(({ passed }) => passed.some((place) => isAsking(place))),
        baselines.sender,
      ),
    }),
  }
  const isAsking = ({ node, n }: Place) =>
    'line' in (chains[node === nodes.sender ? 'sender' : 'receiver'][n - 1] as Event)
  const baselineAt = (
    side: Side,
    event: Event,
    topic: ItemCode,
    times_asked: number,
  ): Baseline => ({
    ...placeAt(side, event),
    seen: event.seen,
    topics: [{ topic, because: 'told', times_asked }],
  })
  return network
}

const of = ({ topics: all }: ReturnType<typeof countAskings>, topic: ItemCode) =>
  all.find((one) => one.topic === topic)?.times_asked ?? 0

const sides = fc.constantFrom<Side>('sender', 'receiver')
const aTopic = fc.constantFrom(...topics)
const steps = fc.array(
  fc.oneof(
    fc.tuple(fc.constant('ask' as const), sides, aTopic),
    fc.tuple(fc.constant('disclose' as const), sides, aTopic),
    fc.tuple(fc.constant('pass' as const), sides, aTopic),
    fc.tuple(fc.constant('deliver' as const), sides, aTopic),
  ),
  { maxLength: 40 },
)

test('once everything has arrived both sides count the same, and nothing twice', () => {
  let askedOnBoth = 0
  fc.assert(
    fc.property(steps, (story) => {
      const network = twoLedgers()
      const asked = { sender: 0, receiver: 0 }
      for (const [what, side, topic] of story) {
        if (what === 'ask') {
          asked[side] += 1
          network.ask(side, topic)
        }
        if (what === 'disclose') network.disclose(topic)
        if (what === 'pass') network.passOn(side)
        if (what === 'deliver') network.deliver(side)
      }
      for (const side of ['sender', 'receiver'] as const) while (network.passOn(side));
      for (const side of ['sender', 'receiver'] as const) while (network.deliver(side));

      const { hers, here, there } = network.ledgers()
      const counts = (ledger: typeof hers) =>
        Object.fromEntries(topics.map((topic) => [topic, of(ledger, topic)]))
      expect(counts(here)).toEqual(counts(there))
      expect(here.times_asked).toBe(there.times_asked)
      const shared = [...network.disclosed]
      for (const topic of shared) expect(of(there, topic)).toBe(of(hers, topic))
      const all = story.filter(([what]) => what === 'ask')
      for (const topic of topics) {
        expect(of(hers, topic)).toBe(all.filter(([, , one]) => one === topic).length)
      }
      if (shared.length > 0 && asked.sender > 0 && asked.receiver > 0) askedOnBoth += 1
    }),
    { seed, numRuns: 3000 },
  )
  expect(askedOnBoth).toBeGreaterThan(500)
})
