import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interleavings, play, shuffle, tapes } from '../../test/random-referral.ts'
import { nodes, parseSynthetic } from '../../test/two-nodes.ts'
import type { ChainedEvent } from '../chain/index.ts'
import { fold } from './fold.ts'
import { positions } from './transitions.ts'

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
    const statuses = new Map<string, number>()
    fc.assert(
      fc.property(tapes(90), ([...tape]) => {
        const { network } = play(tape, 20)
        const all = network.all()
        const expected = network.state()
        statuses.set(expected.status, (statuses.get(expected.status) ?? 0) + 1)
        const repeated = [...all, ...all.filter((_, index) => (tape[index] ?? 0) % 3 === 0)]
        const text = JSON.stringify(expected)
        expect(JSON.stringify(stateOf(shuffle(repeated, tape)))).toBe(text)
        expect(JSON.stringify(stateOf(all.toReversed()))).toBe(text)
      }),
      { seed, numRuns: 10_000 },
    )
    expect([...statuses.keys()]).toEqual(
      expect.arrayContaining(['in_care', 'withdrawn', 'recalled', 'planned', 'closed', 'declined']),
    )
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

describe('as more arrives', () => {
  test('no part of a story makes the fold throw, and what stands keeps standing', () => {
    fc.assert(
      fc.property(tapes(60), (tape) => {
        const { network } = play(tape, 12)
        const order = shuffle(network.all(), tape)
        let before = stateOf([])
        for (let count = 1; count <= order.length; count += 1) {
          const after = stateOf(order.slice(0, count))
          if (before.lead === 'receiver') expect(after.lead).toBe('receiver')
          if (before.status === 'withdrawn') expect(after.status).toBe('withdrawn')
          expect(lastingRank(after)).toBeGreaterThanOrEqual(lastingRank(before))
          if (after.plan === before.plan) expect(rank(after)).toBeGreaterThanOrEqual(rank(before))
          expect(after.lead === 'receiver').toBe(after.position === 'in_care')
          before = after
        }
        expect(before.pending).toEqual([])
      }),
      { seed, numRuns: 1500 },
    )
  })

  test('a withdrawal before in_care ends disclosure for good, one that knew of in_care does not', () => {
    const seen = { before: 0, after: 0 }
    fc.assert(
      fc.property(tapes(90), (tape) => {
        const { network, withdrewBeforeCare } = play(tape, 20)
        const { status, disclosure } = network.state()
        expect(status === 'withdrawn').toBe(withdrewBeforeCare)
        if (withdrewBeforeCare) expect(disclosure).toBe('closed')
        const hasWithdrawal = network.all().some((event) => event.type === 'withdrawn')
        if (hasWithdrawal) seen[withdrewBeforeCare ? 'before' : 'after'] += 1
      }),
      { seed, numRuns: 3000 },
    )
    expect(Math.min(seen.before, seen.after)).toBeGreaterThan(10)
  })

  test('a handover that anybody saw is never taken back', () => {
    fc.assert(
      fc.property(tapes(90), (tape) => {
        const { network, sawHandover } = play(tape, 20)
        if (sawHandover) expect(network.state().lead).toBe('receiver')
      }),
      { seed, numRuns: 3000 },
    )
  })
})

type State = ReturnType<typeof stateOf>
const rank = ({ position }: State) => (position ? positions.indexOf(position) : -1)
const lastingRank = (state: State) => Math.max(rank(state), positions.indexOf('arrived') - 1)
