import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFacts, aWatch, DAY, HOUR, NOON, someFacts } from '../../test/deadline-facts.ts'
import type { DeadlineKind } from './deadline-state.ts'
import { deadlinesOf, nextOf } from './deadlines-of.ts'

type Facts = Parameters<typeof someFacts>[0]
const dues = (facts: Facts) =>
  Object.fromEntries(
    deadlinesOf(someFacts(facts)).map((it) => [`${it.kind} ${it.key}`.trim(), it.due]),
  )

describe('the time for an answer', () => {
  test.each([
    ['urgent', { answer_half: NOON + 36 * HOUR, answer_end: NOON + 72 * HOUR }],
    [
      'emergency',
      { acknowledge: NOON + HOUR, answer_half: NOON + 12 * HOUR, answer_end: NOON + DAY },
    ],
    ['normal', { answer_half: NOON + 7 * DAY, answer_end: NOON + 14 * DAY }],
  ] as const)('of an offer that is %s', (urgency, expected) => {
    expect(dues({ urgency })).toEqual(expected)
    expect(dues({ urgency, state: { status: 'under_review' } })).toEqual(
      Object.fromEntries(Object.entries(expected).filter(([kind]) => kind !== 'acknowledge')),
    )
  })

  test('does not begin before the offer is applied, but an emergency that never arrives is noticed', () => {
    const unheard = { urgency: 'emergency', side: 'sender', appliedAt: undefined } as const
    expect(dues(unheard)).toEqual({ acknowledge: NOON })
    expect(dues({ ...unheard, side: 'receiver' })).toEqual({})
  })

  test('is not counted from before the offer was sent, whatever its receipt says', () => {
    const sent = { side: 'sender', urgency: 'urgent', offeredAt: NOON } as const
    expect(dues({ ...sent, appliedAt: 0 })).toEqual({ answer_end: NOON + 72 * HOUR })
    expect(dues({ ...sent, appliedAt: NOON + HOUR })).toEqual({ answer_end: NOON + 73 * HOUR })
  })

  test('is shorter where time is compressed, and by the stops themselves not', () => {
    const stops = [{ from: NOON + 60, until: NOON + 120 }]
    expect(dues({ pace: 60, stops })).toEqual({
      answer_half: NOON + 36 * 60 + 60,
      answer_end: NOON + 72 * 60 + 60,
    })
  })
})

describe('the watch', () => {
  const planned = { status: 'planned', plan: 2, watch: aWatch(2) } as const

  test('waits for her to leave and to come, leg by leg', () => {
    const arrivals = { 'arrival 2.1': NOON + 4 * HOUR, 'arrival 2.2': NOON + 9 * HOUR }
    expect(dues({ state: planned })).toEqual({ 'departure 2.1': NOON, ...arrivals })
    const left = { ...planned, status: 'in_transit', position: 'departed' } as const
    const next = { 'departure 2.2': NOON + 5 * HOUR }
    expect(dues({ state: left, departures: 1 })).toEqual({ ...next, ...arrivals })
    for (const departures of [2, 3, 500]) {
      expect(dues({ state: left, departures })).toEqual({ 'arrival 2.2': NOON + 9 * HOUR })
    }
  })

  test('goes on for the later legs when one was missed, and is reviewed weekly when contact is lost', () => {
    const missed = { ...planned, status: 'missed', position: 'missed' } as const
    expect(Object.keys(dues({ state: missed, departures: 1 }))).toEqual([
      'arrival 2.1',
      'arrival 2.2',
    ])
    const lost = { ...planned, status: 'lost_contact', position: 'lost_contact' } as const
    expect(dues({ state: lost, lostContactAt: NOON })).toEqual({
      'lost_contact_review 2.1': NOON + 7 * DAY,
    })
    const reviews = { count: 3, last: NOON + 30 * DAY }
    expect(dues({ state: lost, lostContactAt: NOON, reviews })).toEqual({
      'lost_contact_review 2.4': NOON + 37 * DAY,
    })
  })
})

test('the side that did not withdraw has 72 hours to answer, and nobody is waited for after an undo', () => {
  const eid = 'e'.repeat(22) as RandomId
  const withdrawals = [{ eid, by: 'receiver' as const, at: NOON }]
  const restriction = { withdrawal: eid, groups: 'all' as const, undone: false }
  const withAnswers = (answeredBy: ('sender' | 'receiver')[], undone = false) =>
    dues({
      withdrawals,
      state: { status: 'withdrawn', restrictions: [{ ...restriction, answeredBy, undone }] },
    })
  const due = { [`withdrawal_answer ${eid}`]: NOON + 72 * HOUR }
  expect(withAnswers([])).toEqual(due)
  expect(withAnswers(['receiver'])).toEqual(due)
  expect(withAnswers(['sender'])).toEqual({})
  expect(withAnswers([], true)).toEqual({})
})

/** What neither a pause nor an end stops. */
const safety: DeadlineKind[] = ['departure', 'arrival', 'lost_contact_review', 'withdrawal_answer']

describe('whatever the facts are', () => {
  const whatever = (check: (facts: ReturnType<typeof someFacts>) => void) =>
    fc.assert(fc.property(anyFacts, check), { numRuns: 3_000 })

  test('no deadline is there twice', () =>
    whatever((facts) => {
      const names = deadlinesOf(facts).map(({ kind, key }) => `${kind} ${key}`)
      const distinct = facts.withdrawals.map(({ eid }) => eid)
      if (new Set(distinct).size === distinct.length) expect(new Set(names).size).toBe(names.length)
    }))

  test('pauses and questions move the time for an answer only, and only to later or away', () =>
    whatever((facts) => {
      const stopped = deadlinesOf(facts)
      const running = deadlinesOf({ ...facts, stops: [] })
      const isSafety = ({ kind }: { kind: DeadlineKind }) => safety.includes(kind)
      expect(stopped.filter(isSafety)).toEqual(running.filter(isSafety))
      for (const { kind, due } of stopped.filter((it) => !isSafety(it))) {
        const free = running.find((it) => it.kind === kind)
        expect(due).toBeGreaterThanOrEqual(free?.due ?? Infinity)
        const stands = facts.stops.some(({ from, until = Infinity }) => from < due && due < until)
        expect(stands).toBe(false)
      }
    }))

  test('an ended referral has none but those that keep her safe', () =>
    whatever((facts) => {
      const kinds = deadlinesOf(facts).map(({ kind }) => kind)
      const isOpen = ['offered', 'under_review'].includes(facts.state.status)
      if (!isOpen) expect(safety).toEqual(expect.arrayContaining(kinds))
    }))

  test('as long as she is awaited and contact is not lost, her coming is watched to the last leg', () =>
    whatever((facts) => {
      const { watch, position, plan } = facts.state
      if (!watch || position === 'lost_contact' || facts.departures > watch.length) return
      expect(deadlinesOf(facts)).toContainEqual({
        kind: 'arrival',
        key: `${plan}.${watch.length}`,
        due: watch.at(-1)?.arrives_by,
      })
    }))
})

test('what is next is due no later than anything that people do, and is one of it', () => {
  const aside: DeadlineKind[] = ['answer_half', 'withdrawal_answer', 'rung']
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const ours = deadlinesOf(facts).filter(({ kind }) => !aside.includes(kind))
      const next = nextOf(deadlinesOf(facts))
      expect(next).toBe(ours.length === 0 ? undefined : Math.min(...ours.map(({ due }) => due)))
    }),
  )
})
