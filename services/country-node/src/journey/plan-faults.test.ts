import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aHalf, anOnCall, aPlanText } from '../../test/plans.ts'
import { arrivalOf, faultsOfHalf } from './plan-faults.ts'

const text = aPlanText()
const rules = (half: Parameters<typeof faultsOfHalf>[0]) =>
  faultsOfHalf(half, text).map(({ rule }) => rule)

test('a half that fits its plan has no fault', () => {
  expect(faultsOfHalf(aHalf(), text)).toEqual([])
})

test('the risk must have been assessed to last until she is due, to the second', () => {
  const due = arrivalOf(text)
  expect(due).toBe(text.legs.at(-1)?.due_at)
  fc.assert(
    fc.property(fc.integer({ min: due - 100_000, max: due + 100_000 }), (valid_until) => {
      const risk = { level: 'low' as const, assessed_at: due - 200_000, valid_until }
      const expected = valid_until < due ? ['not_on_travel_date'] : []
      expect(rules({ ...aHalf(), risk })).toEqual(expected)
    }),
  )
  const backwards = { level: 'low' as const, assessed_at: due + 2, valid_until: due + 1 }
  expect(rules({ ...aHalf(), risk: backwards })).toEqual(['not_on_travel_date'])
})

test('each leg needs somebody on call, and two different people', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (alone) => {
      const on_call = alone.map((isAlone) => ({
        ...anOnCall(),
        ...(isAlone ? { second: anOnCall().first.toLowerCase() } : {}),
      }))
      const found = faultsOfHalf({ ...aHalf(), on_call }, text)
      expect(found.some(({ rule }) => rule === 'one_per_leg')).toBe(alone.length !== 2)
      const places = alone.flatMap((isAlone, n) => (isAlone ? [`/on_call/${n}/second`] : []))
      const named = found.filter(({ rule }) => rule === 'another_person')
      expect(named.map(({ pointer }) => pointer)).toEqual(places)
    }),
  )
})
