import { expect, test } from 'vitest'
import { makeFormats } from './make-formats.ts'

const now = '2026-11-22T22:30:00Z'

test('days and times are in the language of the reader, at the clock of the place', () => {
  const en = makeFormats('en', 'Europe/London')
  const ro = makeFormats('ro', 'Europe/Bucharest')
  const de = makeFormats('de', 'Europe/Berlin')
  expect(en.day('2026-11-22')).toBe('22 November 2026')
  expect(ro.day('2026-11-22')).toBe('22 noiembrie 2026')
  expect(de.weekday('2026-11-22')).toBe('Sonntag, 22. November 2026')
  expect(en.moment(now)).toBe('22 Nov 2026, 22:30')
  expect(ro.moment(now)).toMatch(/^23 nov\. 2026, 00:30$/)
  expect(ro.time(now)).toBe('00:30')
  expect(de.languageName('ro')).toBe('Rumänisch')
  expect(ro.list(['a', 'b', 'c'])).toBe('a, b și c')
  expect(de.number(1234.5)).toBe('1.234,5')
})

test.each([
  ['2026-W48', '23\u2009–\u200929 Nov 2026'],
  ['2026-W53', '28 Dec 2026\u2009–\u20093 Jan 2027'],
  ['2027-W01', '4\u2009–\u200910 Jan 2027'],
])('the week %s is %s', (week, words) => {
  expect(makeFormats('en', 'UTC').week(week)).toBe(words)
})

test.each([
  ['2026-11-25T22:31:00Z', 'in 3 days'],
  ['2026-11-24T21:30:00Z', 'in 47 hours'],
  ['2026-11-22T22:00:00Z', '30 minutes ago'],
  ['2026-11-20T22:30:00Z', '2 days ago'],
])('%s is %s', (moment, words) => {
  expect(makeFormats('en', 'UTC').away(moment, now)).toBe(words)
})

test('whose clock the times are read from has a name in each language', () => {
  expect(makeFormats('en', 'Europe/Bucharest').zone()).toBe('Eastern European Time')
  expect(makeFormats('de', 'Europe/Bucharest').zone()).toBe('Osteuropäische Zeit')
  expect(makeFormats('ro', 'Europe/London').zone()).not.toBe(
    makeFormats('ro', 'Europe/Bucharest').zone(),
  )
})

test('what is no day or moment is refused', () => {
  expect(() => makeFormats('en', 'UTC').day('soon')).toThrow(RangeError)
  expect(() => makeFormats('en', 'UTC').week('soon')).toThrow(RangeError)
})
