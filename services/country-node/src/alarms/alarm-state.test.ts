import { AlarmKind } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFacts, aWatch, someFacts } from '../../test/deadline-facts.ts'
import { alarmsOf, isOver } from './alarm-state.ts'

const eid = 'e'.repeat(22) as RandomId
const planned = { status: 'planned', plan: 2, watch: aWatch(3) } as const
const withdrawn = (answeredBy: ('sender' | 'receiver')[], undone = false) => ({
  withdrawals: [{ eid, by: 'sender' as const, at: 0 }],
  state: { restrictions: [{ withdrawal: eid, groups: 'all' as const, answeredBy, undone }] },
})

type Facts = NonNullable<Parameters<typeof someFacts>[0]>
type Row = [string, AlarmKind, string, Facts, boolean]

const rows: Row[] = [
  ['she is looked for', 'missed', '2.1', { state: { ...planned, position: 'missed' } }, false],
  ['contact is lost', 'missed', '2.1', { state: { ...planned, position: 'lost_contact' } }, false],
  ['she left on the next leg', 'missed', '2.1', { state: planned, departures: 2 }, true],
  ['she only left on that leg', 'missed', '2.1', { state: planned, departures: 1 }, false],
  ['there is a newer plan', 'missed', '1.1', { state: planned }, true],
  ['nobody awaits her any more', 'missed', '2.1', { state: { plan: 2 } }, true],
  ['nothing is said', 'not_departed', '2.1', { state: planned }, false],
  ['she has left', 'not_departed', '2.1', { state: planned, departures: 1 }, true],
  ['she is missed', 'not_departed', '2.1', { state: { ...planned, position: 'missed' } }, true],
  ['nobody has looked', 'unacknowledged', '', {}, false],
  ['somebody looks', 'unacknowledged', '', { state: { status: 'under_review' } }, true],
  ['somebody only looks', 'unanswered', '', { state: { status: 'under_review' } }, false],
  ['it is declined', 'unanswered', '', { state: { status: 'declined' } }, true],
  ['it has expired', 'expired', '', { state: { status: 'expired' } }, false],
  ['it cannot be stated yet', 'expired', '', { state: { status: 'offered' } }, false],
  ['the answer came first', 'expired', '', { state: { status: 'accepted' } }, true],
  ['nobody answers', 'withdrawal_unanswered', eid, withdrawn([]), false],
  ['who withdrew answers itself', 'withdrawal_unanswered', eid, withdrawn(['sender']), false],
  ['the other side answers', 'withdrawal_unanswered', eid, withdrawn(['receiver']), true],
  ['it was undone', 'withdrawal_unanswered', eid, withdrawn([], true), true],
  ['she was met', 'duress', '', { state: { status: 'arrived' } }, false],
  ['it has ended', 'duress', '', { state: { status: 'closed' } }, false],
]

/** Nothing that a referral says shows that she is safe from whoever stood beside her. */
const endedByPeople: readonly AlarmKind[] = ['duress']

describe('whether an alarm is over', () => {
  test.each(rows)('when %s: %s', (_when, kind, key, facts, expected) => {
    expect(isOver({ kind, key }, someFacts(facts))).toBe(expected)
  })

  test('is asked of every kind, with both answers', () => {
    for (const kind of AlarmKind.options) {
      const answers = rows.filter((row) => row[1] === kind).map((row) => row[4])
      const expected = endedByPeople.includes(kind) ? [false] : [false, true]
      expect([...new Set(answers)].toSorted(), kind).toEqual(expected)
    }
  })
})

test('whatever the facts are, an alarm that they call for is not over, and none is there twice', () => {
  fc.assert(
    fc.property(anyFacts, fc.subarray([1, 2, 3, 4]), (facts, missedLegs) => {
      const alarms = alarmsOf({ ...facts, missedLegs })
      expect(alarms.filter((alarm) => isOver(alarm, facts))).toEqual([])
      expect(new Set(alarms.map(({ key }) => key)).size).toBe(alarms.length)
      const watched = facts.state.watch && facts.departures <= Math.min(...missedLegs)
      if (watched) expect(alarms).toHaveLength(missedLegs.length)
    }),
    { numRuns: 2_000 },
  )
})
