import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interleavings, play, shuffle, tapes } from '../../test/random-referral.ts'
import { nodes, parseSynthetic } from '../../test/two-nodes.ts'
import type { ChainedEvent } from '../chain/index.ts'
import { fold } from './fold.ts'
import { statuses, transitions } from './transitions.ts'

const stateOf = (events: readonly ChainedEvent[]) => fold(events, nodes.sender)
const seed = 20261122

describe('the state of a referral is a function of the set of its events', () => {
  test('in every order in which two chains of up to six events can arrive', () => {
    const orders = [...interleavings(6, 6)]
    expect(orders).toHaveLength(924)
    fc.assert(
      fc.property(tapes(60), (tape) => {
        const { network } = play(tape, 6)
        const [left, right] = [network.chainOf('sender'), network.chainOf('receiver')]
        const expected = JSON.stringify(network.state())
        for (const picks of orders) {
          const next = { left: 0, right: 0 }
          const order: ChainedEvent[] = []
          for (const isRight of picks) {
            const event = isRight ? right[next.right++] : left[next.left++]
            if (event) order.push(event)
          }
          if (JSON.stringify(stateOf(order)) !== expected) return false
        }
        return true
      }),
      { seed, numRuns: 60 },
    )
  })

  test('with any delay, disorder and repetition', () => {
    const seen = new Set<string>()
    const told = new Set<string>()
    fc.assert(
      fc.property(tapes(90), ([...tape]) => {
        const { network } = play(tape, 20)
        const all = network.all()
        const expected = network.state()
        seen.add(expected.status)
        for (const event of all) told.add(event.type)
        const repeated = [...all, ...all.filter((_, index) => (tape[index] ?? 0) % 3 === 0)]
        const text = JSON.stringify(expected)
        expect(JSON.stringify(stateOf(shuffle(repeated, tape)))).toBe(text)
        expect(JSON.stringify(stateOf(all.toReversed()))).toBe(text)
      }),
      { seed, numRuns: 10_000 },
    )
    expect([...seen, 'none'].toSorted()).toEqual(statuses.toSorted())
    expect([...told].toSorted()).toEqual(Object.keys(transitions).toSorted())
  })

  test('made-up events have the form of real ones', () => {
    fc.assert(
      fc.property(tapes(60), (tape) => {
        for (const event of play(tape, 12).network.all()) {
          expect(parseSynthetic(event)).toEqual(event)
        }
      }),
      { seed, numRuns: 50 },
    )
  })
})
