import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { weekdays } from '../../test/deadline-facts.ts'
import { addWorkingDays, type Calendar } from './working-days.ts'

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds / 1000
const text = (seconds: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString()

const inZone = (timeZone: string, closed: string[] = []): Calendar => ({
  ...weekdays,
  timeZone,
  closedOn: new Set(closed),
})

describe('ten working days', () => {
  test.each([
    ['from a Wednesday', '2027-01-06T12:00[UTC]', [], '2027-01-20T12:00:00'],
    ['from a Friday night', '2027-01-08T23:59[UTC]', [], '2027-01-22T23:59:00'],
    ['from a Saturday, as from Monday', '2027-01-09T15:00[UTC]', [], '2027-01-25T00:00:00'],
    [
      'over two holidays',
      '2027-01-06T12:00[UTC]',
      ['2027-01-08', '2027-01-11'],
      '2027-01-22T12:00:00',
    ],
    ['over a holiday on a Sunday', '2027-01-06T12:00[UTC]', ['2027-01-10'], '2027-01-20T12:00:00'],
    ['into summer time', '2027-03-22T09:30[Europe/Bucharest]', [], '2027-04-05T09:30:00'],
    ['into winter time', '2027-10-25T09:30[Europe/London]', [], '2027-11-08T09:30:00'],
  ])('%s', (_name, start, closed, expected) => {
    const zone = /\[(.+)]/.exec(start)?.[1] ?? ''
    expect(text(addWorkingDays(at(start), 10, inZone(zone, closed)), zone)).toBe(expected)
  })

  test('are counted by the days of the receiver, not of whoever counts', () => {
    const start = at('2027-01-08T23:30[UTC]')
    expect(text(addWorkingDays(start, 1, inZone('UTC')), 'UTC')).toBe('2027-01-11T23:30:00')
    const there = inZone('Europe/Bucharest')
    expect(text(addWorkingDays(start, 1, there), there.timeZone)).toBe('2027-01-12T00:00:00')
  })

  test('end at the same time of day as they began, though an hour was lost or won between', () => {
    const zone = 'Europe/Berlin'
    const took = (start: string) => addWorkingDays(at(start), 1, inZone(zone)) - at(start)
    expect(took('2027-03-26T10:00[Europe/Berlin]')).toBe((3 * 24 - 1) * 3600)
    expect(took('2027-10-29T10:00[Europe/Berlin]')).toBe((3 * 24 + 1) * 3600)
  })
})

test('a day of 25 hours does not let who began on it end after who began on the next', () => {
  const everyDay = { ...inZone('Europe/Berlin'), workingDays: [1, 2, 3, 4, 5, 6, 7] }
  const late = addWorkingDays(at('2027-10-31T23:30[Europe/Berlin]'), 1, everyDay)
  const next = addWorkingDays(at('2027-11-01T00:10[Europe/Berlin]'), 1, everyDay)
  expect(late).toBeLessThanOrEqual(next)
  expect(text(late, 'Europe/Berlin')).toBe('2027-11-02T00:00:00')
})

const zones = ['UTC', 'Europe/London', 'Europe/Bucharest', 'America/St_Johns', 'Africa/Cairo']
const aCalendar = fc.record({
  timeZone: fc.constantFrom(...zones),
  workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  closedOn: fc
    .array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 })
    .map(
      (days) =>
        new Set(
          days.map((day) => Temporal.PlainDate.from('2027-01-01').add({ days: day }).toString()),
        ),
    ),
})
const aStart = fc.integer({ min: at('2027-01-01T00:00[UTC]'), max: at('2028-01-01T00:00[UTC]') })

describe('any number of working days', () => {
  test('never ends earlier for who begins later, nor for more days, nor with more days off', () => {
    fc.assert(
      fc.property(
        aCalendar,
        aStart,
        fc.integer({ min: 0, max: 2 * 86_400 }),
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 0, max: 400 }),
        (calendar, start, later, days, day) => {
          const due = addWorkingDays(start, days, calendar)
          expect(addWorkingDays(start + later, days, calendar)).toBeGreaterThanOrEqual(due)
          expect(addWorkingDays(start, days + 1, calendar)).toBeGreaterThan(due)
          const off = Temporal.PlainDate.from('2027-01-01').add({ days: day }).toString()
          const closedOn = new Set([...calendar.closedOn, off])
          expect(addWorkingDays(start, days, { ...calendar, closedOn })).toBeGreaterThanOrEqual(due)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('holds so many whole working days, counted by the calendar alone', () => {
    fc.assert(
      fc.property(aCalendar, aStart, fc.integer({ min: 1, max: 12 }), (calendar, start, days) => {
        const due = addWorkingDays(start, days, calendar)
        const dateOf = (seconds: number) =>
          Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
            .toZonedDateTimeISO(calendar.timeZone)
            .toPlainDate()
        const isOn = (day: Temporal.PlainDate) =>
          calendar.workingDays.includes(day.dayOfWeek) && !calendar.closedOn.has(day.toString())
        let [day, count] = [dateOf(start), 0]
        while (Temporal.PlainDate.compare(day, dateOf(due - 1)) <= 0) {
          if (isOn(day)) count += 1
          day = day.add({ days: 1 })
        }
        // The first and the last are halves of one, unless it began at midnight.
        expect([days, days + 1]).toContain(count)
      }),
      { numRuns: 1000 },
    )
  })
})
