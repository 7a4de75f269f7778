import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWeekOver } from './week-over.ts'

const at = (time: string) => Date.parse(time) / 1000

test.each([
  ['2026-W49', '2026-12-06T23:59:59Z', false],
  ['2026-W49', '2026-12-07T11:59:59Z', false],
  ['2026-W49', '2026-12-07T12:00:00Z', true],
  ['2026-W53', '2027-01-03T23:00:00Z', false],
  ['2026-W53', '2027-01-04T12:00:00Z', true],
  ['2027-W01', '2027-01-04T12:00:00Z', false],
  ['2020-W01', '2026-11-22T09:00:00Z', true],
])('%s at %s: %s', (week, time, isOver) => {
  expect(isWeekOver(week, at(time))).toBe(isOver)
})

test('weeks end in their order, seven days apart', () => {
  const week = (n: number) => `2026-W${String(n).padStart(2, '0')}`
  const bounds = { min: at('2025-12-01T00:00:00Z'), max: at('2027-02-01T00:00:00Z') }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 52 }), fc.integer(bounds), (n, now) => {
      expect(isWeekOver(week(n + 1), now)).toBe(isWeekOver(week(n), now - 7 * 24 * 60 * 60))
    }),
  )
})
