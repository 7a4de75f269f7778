import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, NOON, someStops } from '../../test/deadline-facts.ts'
import { dueAfter } from './clock.ts'

describe('a clock that can stand still', () => {
  test.each([
    ['runs', [], NOON + DAY],
    [
      'stands still for an hour',
      [{ from: NOON + HOUR, until: NOON + 2 * HOUR }],
      NOON + DAY + HOUR,
    ],
    ['was stopped before it began', [{ from: NOON - HOUR, until: NOON + HOUR }], NOON + DAY + HOUR],
    ['is stopped after its end', [{ from: NOON + DAY, until: NOON + 2 * DAY }], NOON + DAY],
    ['is stopped for good after its end', [{ from: NOON + DAY }], NOON + DAY],
    ['is stopped for good before its end', [{ from: NOON + DAY - 1 }], undefined],
    [
      'counts a time in which it stands still twice over only once',
      [
        { from: NOON + HOUR, until: NOON + 5 * HOUR },
        { from: NOON + 2 * HOUR, until: NOON + 6 * HOUR },
      ],
      NOON + DAY + 5 * HOUR,
    ],
    [
      'reaches a second stop because of the first',
      [
        { from: NOON + HOUR, until: NOON + 3 * HOUR },
        { from: NOON + DAY + HOUR, until: NOON + DAY + 2 * HOUR },
      ],
      NOON + DAY + 3 * HOUR,
    ],
    ['cannot be stopped backwards', [{ from: NOON + 2 * HOUR, until: NOON + HOUR }], NOON + DAY],
  ])('%s', (_name, stops, due) => {
    expect(dueAfter(NOON, DAY, stops)).toBe(due)
  })

  test('has run exactly as long as it should, second by second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), someStops, (length, stops) => {
        const near = stops.map(({ from, until }) => {
          const start = NOON + (from % 80)
          return until === undefined
            ? { from: start }
            : { from: start, until: start + ((until - from) % 50) }
        })
        const stands = (at: number) =>
          near.some(({ from, until = Infinity }) => from <= at && at < until)
        let [at, ran] = [NOON, 0]
        while (ran < length && at < NOON + 1_000) {
          if (!stands(at)) ran += 1
          at += 1
        }
        expect(dueAfter(NOON, length, near)).toBe(ran < length ? undefined : at)
      }),
      { numRuns: 3_000 },
    )
  })
})
