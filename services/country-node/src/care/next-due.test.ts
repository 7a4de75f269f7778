import { expect, test } from 'vitest'
import { nextDue } from './next-due.ts'

const HOUR = 3600
const START = 1_800_000_000
const iso = (hours: number) => new Date((START + hours * HOUR) * 1000).toISOString()
const at = (hours: number) => new Date((START + hours * HOUR) * 1000)
/** Leaves at 1, there at 3, on at 4, there at 8. */
const watch = [
  { departs_by: START + HOUR, arrives_by: START + 3 * HOUR },
  { departs_by: START + 4 * HOUR, arrives_by: START + 8 * HOUR },
]
const done = { due_at: at(1), done_at: at(2) }
const open = (hours: number) => ({ due_at: at(hours), done_at: null })

test.each([
  ['her leaving, before anything', undefined, 0, { what: 'departure', at: iso(1) }],
  ['her leaving, when it is over due', undefined, 5, { what: 'departure', at: iso(1) }],
  ['the end of the first leg', 'departed', 2, { what: 'arrival', at: iso(3) }],
  ['the end of the second', 'departed', 3, { what: 'arrival', at: iso(8) }],
  ['the end, when she is missed', 'missed', 20, { what: 'arrival', at: iso(8) }],
] as const)('waits for %s', (_, position, hour, expected) => {
  expect(nextDue({ watch, position }, [open(0)], at(hour))).toEqual(expected)
})

test('waits for the earliest follow-up that nobody has done, or for nothing', () => {
  const none = { watch: undefined, position: 'in_care' } as const
  const rows = [done, open(9), open(5)]
  expect(nextDue(none, rows, at(6))).toEqual({ what: 'follow_up', at: iso(5) })
  expect(nextDue(none, [done], at(6))).toBeUndefined()
  expect(nextDue(none, [], at(6))).toBeUndefined()
})
