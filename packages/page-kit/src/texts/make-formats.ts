import type { Language } from './languages.ts'

/** Days are written as in the United Kingdom, where the English pages are read. */
const localeOf: Record<Language, string> = { en: 'en-GB', ro: 'ro-RO', nl: 'nl-NL', de: 'de-DE' }

/** 22 November 2026, from `2026-11-22`; anything else throws a `RangeError`. */
export const dayIn = (language: Language, day: string): string =>
  Temporal.PlainDate.from(day).toLocaleString(localeOf[language], { dateStyle: 'long' })

export type Formats = ReturnType<typeof makeFormats>

/**
 * Days, times and numbers in a reader's language, at the clock of `timeZone`. A moment is RFC 3339
 * (`2026-11-22T09:00:00Z`), a day `2026-11-22`; anything else throws a `RangeError`.
 */
export function makeFormats(language: Language, timeZone: string) {
  const locale = localeOf[language]
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const fullDay = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const zoneName = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
  const zoned = (moment: string) => Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone)

  return {
    /** 22 November 2026 */
    day: (day: string) => dayIn(language, day),
    /** 23 – 29 Nov 2026, from a week as `2026-W48` (ISO 8601, weeks begin on Mondays) */
    week: (week: string) => {
      const monday = mondayOf(week)
      return short.formatRange(monday, monday.add({ days: 6 }))
    },
    /** Sunday 22 November 2026 */
    weekday: (day: string) => Temporal.PlainDate.from(day).toLocaleString(locale, fullDay),
    /** 22 Nov 2026, 10:00 */
    moment: (moment: string) =>
      zoned(moment).toLocaleString(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        ...clock,
      }),
    /** 10:00 */
    time: (moment: string) => zoned(moment).toPlainTime().toLocaleString(locale, clock),
    /** "in 3 days", "2 hours ago": to the largest unit that fits, rounded towards now. */
    away: (moment: string, now: string) => {
      const minutes = Math.trunc(
        Temporal.Instant.from(moment).since(Temporal.Instant.from(now)).total('minutes'),
      )
      const [size, unit] = unitFor(Math.abs(minutes))
      return relative.format(Math.trunc(minutes / size), unit)
    },
    /** "Eastern European Time": whose clock all of these times are read from, in summer and in winter. */
    zone: () => zoneName.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '',
    number: (value: number) => value.toLocaleString(locale),
    /** "Romanian", from a BCP 47 tag. */
    languageName: (tag: string) => names.of(tag) ?? tag,
    list: (items: readonly string[]) => list.format(items),
  }
}

/** The week with 4 January in it is the first one of a year. */
function mondayOf(week: string): Temporal.PlainDate {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? []
  if (!year || !number) throw new RangeError('Not a week as in ISO 8601')
  const fourth = Temporal.PlainDate.from(`${year}-01-04`)
  const first = fourth.subtract({ days: fourth.dayOfWeek - 1 })
  return first.add({ weeks: Number(number) - 1 })
}

function unitFor(minutes: number): [number, Intl.RelativeTimeFormatUnit] {
  if (minutes >= 48 * 60) return [24 * 60, 'days']
  return minutes >= 120 ? [60, 'hours'] : [1, 'minutes']
}
