import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClockTime, clockAt, secondsAt } from './clock-time.ts'

test('a moment to the minute is the same after it was shown and typed', () => {
  /** Not in the hour that autumn has twice. */
  const minutes = fc.integer({ min: 29_900_000, max: 29_960_000 })
  fc.assert(
    fc.property(minutes, fc.constantFrom('UTC', 'Europe/Bucharest'), (minute, timeZone) => {
      const shown = clockAt((minute * 60) as never, timeZone)
      expect(ClockTime.parse(shown)).toBe(shown)
      expect(secondsAt(shown, timeZone)).toBe(minute * 60)
    }),
    { seed: 3 },
  )
})

test.for(['2027-02-30T10:00', '2027-13-01T10:00', '2027-01-01T25:00', '2027-01-01', 'now', ''])(
  '"%s" is no time',
  (typed) => {
    expect(ClockTime.safeParse(typed).success).toBe(false)
  },
)
