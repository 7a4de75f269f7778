import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { play, tapes } from '../../test/random-referral.ts'
import { nodes } from '../../test/two-nodes.ts'
import { type ChainedEvent, countEvents } from '../chain/index.ts'
import { fold } from './fold.ts'
import { rankOf } from './transitions.ts'

const seed = 20261122
type Journey = Extract<ChainedEvent, { type: 'departed' | 'travel_changed' }>

const knewOf = (author: ChainedEvent, { node, n }: ChainedEvent): boolean =>
  n <= (author.node === node ? author.n - 1 : (author.seen?.n ?? 0))

/**
 * What was said of leaving by a plan and of calling it off, told apart from what nobody could say.
 * Written from the rule, by looking at everything that each author knew.
 */
function journeyBy(plan: number, events: readonly ChainedEvent[]) {
  const aboutIt = (type: Journey['type']) => (event: ChainedEvent) =>
    event.type === type && event.data.plan === plan && stateKnownTo(event).plan >= plan
  const stateKnownTo = (author: ChainedEvent) =>
    fold(
      events.filter((event) => knewOf(author, event)),
      nodes.sender,
    )
  const changes = events.filter(aboutIt('travel_changed'))
  const departures: ChainedEvent[] = []
  // Only the sender says that she left, so the order is that of its chain.
  for (const event of events.filter(aboutIt('departed')).toSorted((a, b) => a.n - b.n)) {
    const isCalledOff = changes.some(
      (change) => knewOf(event, change) && departures.every((left) => knewOf(change, left)),
    )
    if (event.node === nodes.sender && !isCalledOff) departures.push(event)
  }
  const knowing = changes.filter((change) => departures.every((left) => knewOf(change, left)))
  return { departures, knowing, unaware: changes.filter((change) => !knowing.includes(change)) }
}

/** What both sides hold in the end of many stories, and what each of them holds alone. */
function everyView(look: (events: ChainedEvent[]) => void) {
  fc.assert(
    fc.property(tapes(70), (tape) => {
      const { network } = play(tape, 14)
      const views = [network.all(), network.heldBy('sender'), network.heldBy('receiver')]
      for (const held of views) look(countEvents(held).events)
    }),
    { seed, numRuns: 1500 },
  )
}

describe('whoever left', () => {
  test('is on her way and watched unless somebody who knew of it called her journey off', () => {
    let said = 0
    let hidden = 0
    everyView((events) => {
      const { plan, position, watch } = fold(events, nodes.sender)
      const { departures, knowing, unaware } = journeyBy(plan, events)
      if (departures.length === 0 || knowing.length > 0) return
      said += 1
      if (unaware.length > 0) hidden += 1
      expect(rankOf(position)).toBeGreaterThanOrEqual(rankOf('departed'))
      const isOver = rankOf(position) >= rankOf('arrived')
      if (!isOver && !events.some(({ type }) => type === 'closed')) expect(watch).toBeDefined()
    })
    expect(said).toBeGreaterThan(500)
    expect(hidden).toBeGreaterThan(50)
  })

  test('is not on her way when somebody who knew of all of it called her journey off', () => {
    let said = 0
    everyView((events) => {
      const { plan, position, watch } = fold(events, nodes.sender)
      if (journeyBy(plan, events).knowing.length === 0) return
      said += 1
      expect([undefined, 'arrived', 'in_care']).toContain(position)
      expect(watch).toBeUndefined()
    })
    expect(said).toBeGreaterThan(200)
  })

  test('is told to whoever called her journey off without knowing, and to nobody else', () => {
    let said = 0
    everyView((events) => {
      const { superseded } = fold(events, nodes.sender)
      const plans = new Set(events.flatMap(({ data }) => ('plan' in data ? [data.plan] : [])))
      const unaware = [...plans].flatMap((plan) => journeyBy(plan, events).unaware)
      const told = events.filter(
        ({ type, identity }) => type === 'travel_changed' && superseded.includes(identity),
      )
      said += told.length
      const idsOf = (some: ChainedEvent[]) => some.map(({ identity }) => identity).toSorted()
      expect(idsOf(told)).toEqual(idsOf(unaware))
    })
    expect(said).toBeGreaterThan(50)
  })
})
