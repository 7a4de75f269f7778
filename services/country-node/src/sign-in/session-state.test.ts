import type { RandomId } from '@causeway/schemas/wire'
import { expect, test } from 'vitest'
import type { StaffActor } from '../staff/actor.ts'
import { endsAt, isStrong } from './session-state.ts'
import { signedInFrame } from './signed-in-frame.ts'

const MINUTE = 60_000
const aSession = {
  idHash: 'h',
  actor: {} as StaffActor,
  formToken: 'A'.repeat(22) as RandomId,
  strongAt: null,
}
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

test('a page is told how many seconds are left', () => {
  const usedAt = (minutes: number) => ({ ...aSession, begunAt, seenAt: after(minutes) })
  expect(signedInFrame(usedAt(0), after(0)).endsAfter).toBe(900)
  expect(signedInFrame(usedAt(475), after(475)).endsAfter).toBe(300)
  expect(signedInFrame(usedAt(0), after(10)).endsAfter).toBe(300)
})

test('a second factor holds for an hour and not a moment longer', () => {
  const strongAt = begunAt
  expect(isStrong({ strongAt }, new Date(after(60).getTime() - 1))).toBe(true)
  expect(isStrong({ strongAt }, after(60))).toBe(false)
  expect(isStrong({ strongAt: null }, begunAt)).toBe(false)
})
