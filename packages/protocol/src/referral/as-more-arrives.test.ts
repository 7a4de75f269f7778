import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { play, shuffle, tapes } from '../../test/random-referral.ts'
import { nodes, type TwoNodes } from '../../test/two-nodes.ts'
import type { ChainedEvent } from '../chain/index.ts'
import { fold, type ReferralState } from './fold.ts'
import { rankOf } from './transitions.ts'

const seed = 20261122
const stateOf = (events: readonly ChainedEvent[]) => fold(events, nodes.sender)

interface Step {
  before: ReferralState
  after: ReferralState
  /** Types of the events that count now and did not before, without what lost. */
  fresh: ChainedEvent['type'][]
}

/** Every arrival, one by one, of a story that is received in any order. */
function* arrivals({ network }: { network: TwoNodes }, tape: readonly number[]): Generator<Step> {
  const order = shuffle(network.all(), tape)
  const [offer] = network.chainOf('sender')
  let before = stateOf([])
  let waiting: ChainedEvent[] = []
  for (const [index, event] of order.entries()) {
    const after = stateOf(order.slice(0, index + 1))
    waiting.push(event)
    // Until the offer is there, nobody knows who else is a party.
    const hasOffer = offer && order.indexOf(offer) <= index
    const counts = ({ identity, node }: ChainedEvent) =>
      !after.pending.includes(identity) && (hasOffer || node === nodes.sender)
    const fresh = waiting.filter(counts)
    waiting = waiting.filter((candidate) => !counts(candidate))
    const holding = fresh.filter(({ identity }) => !after.superseded.includes(identity))
    yield { before, after, fresh: holding.map(({ type }) => type) }
    before = after
  }
  expect(waiting).toEqual([])
}

/** Checks `step` on the arrivals of many stories; says of how many it said anything. */
function everyStep(step: (step: Step) => boolean): number {
  let said = 0
  fc.assert(
    fc.property(tapes(70), (tape) => {
      for (const arrival of arrivals(play(tape, 14), tape)) if (step(arrival)) said += 1
    }),
    { seed, numRuns: 1500 },
  )
  return said
}

describe('as more arrives', () => {
  test('a position falls only by a newer plan or a changed journey', () => {
    const said = everyStep(({ before, after, fresh }) => {
      if (!before.position) return false
      const isMet = rankOf(before.position) >= rankOf('arrived')
      const mayFall = after.plan > before.plan || fresh.includes('travel_changed')
      if (isMet || !mayFall) {
        expect(rankOf(after.position)).toBeGreaterThanOrEqual(rankOf(before.position))
      }
      return true
    })
    expect(said).toBeGreaterThan(1000)
  })

  test('the lead passes with in_care and never goes back', () => {
    const said = everyStep(({ before, after }) => {
      expect(after.lead).toBe(after.position === 'in_care' ? 'receiver' : 'sender')
      if (before.lead === 'receiver') expect(after.lead).toBe('receiver')
      return before.lead !== after.lead
    })
    expect(said).toBeGreaterThan(100)
  })

  test('a referral that was withdrawn from stays so, and nothing is disclosed under it', () => {
    const said = everyStep(({ before, after }) => {
      if (before.status !== 'withdrawn') return false
      expect(after).toMatchObject({ status: 'withdrawn', disclosure: 'closed' })
      return true
    })
    expect(said).toBeGreaterThan(500)
  })

  test('a plan that was acted on stays, whatever the moves come to', () => {
    const said = everyStep(({ before, after }) => {
      if (!before.position || rankOf(before.position) >= rankOf('arrived')) return false
      expect(after.plan).toBeGreaterThanOrEqual(before.plan)
      if (after.plan === before.plan) expect(after.signatures).toEqual(before.signatures)
      return true
    })
    expect(said).toBeGreaterThan(200)
  })

  test('the meeting of somebody who has left is kept until she is in care', () => {
    const said = everyStep(({ before, after, fresh }) => {
      if (before.meeting !== 'open' || !before.position) return false
      const mayEnd = ['in_care', 'closed', 'travel_changed'] as const
      if (!mayEnd.some((type) => fresh.includes(type))) expect(after.meeting).toBe('open')
      return true
    })
    expect(said).toBeGreaterThan(200)
  })

  test('a restriction stays, with its answers, and is undone only by an undoing', () => {
    let undone = 0
    const said = everyStep(({ before, after, fresh }) => {
      for (const old of before.restrictions) {
        const now = after.restrictions.find(({ withdrawal }) => withdrawal === old.withdrawal)
        expect(now).toMatchObject({ groups: old.groups })
        expect(now?.answeredBy).toEqual(expect.arrayContaining(old.answeredBy))
        if (old.undone) expect(now?.undone).toBe(true)
        else if (now?.undone) {
          undone += 1
          expect(fresh).toContain('withdrawal_undone')
        }
      }
      return before.restrictions.length > 0
    })
    expect(said).toBeGreaterThan(1000)
    expect(undone).toBeGreaterThan(10)
  })

  test('a question stays asked, and answered', () => {
    const said = everyStep(({ before, after }) => {
      for (const { answeredAt, ...old } of before.questions) {
        const now = after.questions.find(({ question }) => question === old.question)
        expect(now).toMatchObject(answeredAt ? { ...old, answeredAt } : old)
      }
      return before.questions.some(({ answeredAt }) => answeredAt)
    })
    expect(said).toBeGreaterThan(100)
  })
})
