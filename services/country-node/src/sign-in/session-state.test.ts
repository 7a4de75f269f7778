import { expect, test } from 'vitest'
import { endsAt, isStrong } from './session-state.ts'

const MINUTE = 60_000
const begunAt = new Date('2026-01-05T08:00:00Z')
const after = (minutes: number) => new Date(begunAt.getTime() + minutes * MINUTE)

test.each([
  [0, 15],
  [30, 45],
  [464, 479],
  [465, 480],
  [479, 480],
])('used last after %i minutes, it ends after %i', (used, end) => {
  expect(endsAt({ begunAt }, after(used))).toEqual(after(end))
})

test('a second factor holds for an hour and not a moment longer', () => {
  const strongAt = begunAt
  expect(isStrong({ strongAt }, new Date(after(60).getTime() - 1))).toBe(true)
  expect(isStrong({ strongAt }, after(60))).toBe(false)
  expect(isStrong({ strongAt: null }, begunAt)).toBe(false)
})
