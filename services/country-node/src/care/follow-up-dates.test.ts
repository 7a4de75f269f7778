import { FollowUpStep } from '@causeway/schemas/codes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followUpDates } from './follow-up-dates.ts'

const at = (iso: string) => Date.parse(iso) / 1000
const isoOf = (when: string, pace = 1) =>
  followUpDates(at(when), pace).map(({ due_at }) => due_at.toISOString())

test('a day, a week, and one, three and six months later, at the same hour', () => {
  expect(isoOf('2026-11-22T09:30:00Z')).toEqual([
    '2026-11-23T09:30:00.000Z',
    '2026-11-29T09:30:00.000Z',
    '2026-12-22T09:30:00.000Z',
    '2027-02-22T09:30:00.000Z',
    '2027-05-22T09:30:00.000Z',
  ])
})

test('the last day of a shorter month stands for a day that it does not have', () => {
  expect(isoOf('2027-08-31T22:00:00Z').slice(2)).toEqual([
    '2027-09-30T22:00:00.000Z',
    '2027-11-30T22:00:00.000Z',
    '2028-02-29T22:00:00.000Z',
  ])
})

test('in order, never before their time, and closer together at a higher pace', () => {
  const moments = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') })
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 100_000 }), (when, pace) => {
      const real = followUpDates(when, 1)
      const fast = followUpDates(when, pace)
      expect(fast.map(({ step }) => step)).toEqual(FollowUpStep.options)
      fast.forEach(({ due_at }, index) => {
        const wait = due_at.getTime() - when * 1000
        const whole = (real[index]?.due_at.getTime() ?? 0) - when * 1000
        expect(wait).toBeGreaterThan((fast[index - 1]?.due_at.getTime() ?? 0) - when * 1000 - 1)
        expect(wait * pace).toBeGreaterThanOrEqual(whole)
        expect((wait - 1) * pace).toBeLessThan(whole)
      })
    }),
  )
})
