import { endings } from '@causeway/protocol/referral'
import type { ReferralView } from '@causeway/schemas/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standings } from '../page-status.ts'
import type { Handover } from './handover.ts'
import { nextCodes, whatNext } from './what-next.ts'

const AT = '2027-01-04T09:30:00Z'
const positions = ['departed', 'missed', 'lost_contact', 'arrived', 'in_care'] as const
/** A draft is followed nowhere. */
const running = Object.keys(standings).filter((status) => status !== 'draft')
const option = <Value>(it: fc.Arbitrary<Value>) => fc.option(it, { nil: undefined })

const views = fc.record({
  status: fc.constantFrom(...running, ...endings),
  position: option(fc.constantFrom(...positions)),
  meeting: fc.constantFrom('none' as const, 'open' as const),
  is_paused: fc.boolean(),
  is_recall_requested: fc.boolean(),
  restrictions: fc.array(fc.record({ is_undone: fc.boolean(), groups: option(fc.constant([])) }), {
    maxLength: 2,
  }),
  answer_by: option(fc.constant(1_800_000_000)),
  next_due: option(fc.constant({ what: 'arrival' as const, at: AT })),
  plan: fc.record({ revision: fc.nat({ max: 2 }) }),
})
const handovers = fc
  .record({
    view: views,
    departures: fc.nat({ max: 3 }),
    legs: fc.nat({ max: 3 }),
    waitsFor: option(fc.constantFrom('us' as const, 'them' as const)),
  })
  .map((it) => it as unknown as Handover)

const isOver = ({ status }: ReferralView) => standings[status] === undefined

test('what has not ended says what happens next, and what has ended only that she is still met', () => {
  const said = new Set<string>()
  fc.assert(
    fc.property(handovers, (it) => {
      const next = whatNext(it)
      const isStillMet = isOver(it.view) && it.view.meeting === 'open'
      expect(next === undefined).toBe(isOver(it.view) && !isStillMet)
      expect(next?.code === 'still_met').toBe(isStillMet)
      if (!next) return
      said.add(next.code)
      const watched = ['leaving', 'next_leg', 'arrival', 'follow_up', 'still_met']
      const hasTime = next.code === 'answer' ? it.view.answer_by : it.view.next_due
      const mayHaveTime = next.code === 'answer' || watched.includes(next.code)
      expect(next.by !== undefined).toBe(mayHaveTime && hasTime !== undefined)
    }),
    { seed: 7, numRuns: 3000 },
  )
  expect([...said].toSorted()).toEqual([...nextCodes].toSorted())
})

test('a stop of everything is said before all else', () => {
  fc.assert(
    fc.property(handovers, (it) => {
      const view = { ...it.view, status: 'accepted', restrictions: [{ is_undone: false }] }
      const next = whatNext({ ...it, view: view as unknown as ReferralView })
      expect(next?.code).toBe('stopped')
    }),
    { seed: 8, numRuns: 100 },
  )
})
