import type { ItemCode } from '@causeway/schemas/record'
import type { NodeId, RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countAskings, type Line } from './count-askings.ts'

const seed = 20261122
const topics = ['full_name', 'medication', 'full_account'] as const satisfies ItemCode[]
const forms = ['conversation', 'written', 'document', 'volunteered', 'statutory_interview'] as const

const aLine: fc.Arbitrary<Line> = fc.record({
  id: fc.stringMatching(/^[a-z]{8}$/).map((id) => id as RandomId),
  topic: fc.constantFrom(...topics),
  to: fc.constant({ org: 'a' as RandomId, role: 'case_worker' as const }),
  at: fc.integer({ min: 1, max: 50 }),
  form: fc.constantFrom(...forms),
  is_reusable: fc.boolean(),
  was_asked: fc.boolean(),
  passed: fc.constant([]),
})
const lines = fc.uniqueArray(aLine, { selector: ({ id }) => id, maxLength: 30 })
const asked = { was_asked: true, form: 'conversation' } as const
const extra = { id: 'ZZZZ' as RandomId }

describe('how often she was asked', () => {
  test('is once when she told her story once, and twice when one thing was asked again', () => {
    const story = topics.map((topic, index) => ({ ...lineOf(topic), id: `${index}` as RandomId }))
    expect(countAskings([]).times_asked).toBe(0)
    expect(countAskings(story).times_asked).toBe(1)
    expect(countAskings([...story, lineOf('medication')])).toMatchObject({
      times_asked: 2,
      statutory: 0,
      topics: [
        { topic: 'full_account', times_asked: 1 },
        { topic: 'full_name', times_asked: 1 },
        { topic: 'medication', times_asked: 2 },
      ],
    })
  })

  test('does not depend on order, nor on a line that is there twice', () => {
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), (some, shuffle) => {
        const other = [...some, ...some]
          .map((line) => ({ line, key: shuffle.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ line }) => line)
        expect(countAskings(other)).toEqual(countAskings(some))
      }),
      { seed, numRuns: 500 },
    )
  })

  test('one asking more raises it by one at most, and the topic by exactly one', () => {
    let raised = 0
    fc.assert(
      fc.property(lines, fc.constantFrom(...topics), (some, topic) => {
        const before = countAskings(some)
        const after = countAskings([...some, { ...lineOf(topic), ...extra }])
        expect(about(after, topic)).toBe(about(before, topic) + 1)
        expect([0, 1]).toContain(after.times_asked - before.times_asked)
        expect(after.statutory).toBe(before.statutory)
        if (after.times_asked > before.times_asked) raised += 1
      }),
      { seed, numRuns: 500 },
    )
    expect(raised).toBeGreaterThan(50)
  })

  test('is never raised by what she volunteers, a document says, or nobody asked', () => {
    const free = aLine.map((line) =>
      line.form === 'volunteered' || line.form === 'document'
        ? { ...line, ...extra }
        : { ...line, ...extra, was_asked: false },
    )
    fc.assert(
      fc.property(lines, free, (some, line) => {
        const { times_asked, statutory } = countAskings(some)
        expect(countAskings([...some, line])).toMatchObject({ times_asked, statutory })
      }),
      { seed, numRuns: 500 },
    )
  })

  test('has statutory interviews apart', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...topics), (some, topic) => {
        const before = countAskings(some)
        const heard = { ...lineOf(topic), ...extra, form: 'statutory_interview' as const }
        const after = countAskings([...some, heard])
        expect(after.times_asked).toBe(before.times_asked)
        expect([0, 1]).toContain(after.statutory - before.statutory)
      }),
      { seed, numRuns: 500 },
    )
  })
})

test('the last telling is the newest, here or before she came', () => {
  const to = { org: 'b' as RandomId, role: 'supervisor' as const }
  const peer = 'ro' as NodeId
  const said = (at: number) => ({
    ...{ referral: 'r' as RandomId, peer, node: peer, n: 2, seen: 0, at: 5 },
    topics: [
      {
        topic: 'medication' as const,
        because: 'told' as const,
        times_asked: 1,
        last: { to, at, form: 'written' as const },
      },
    ],
  })
  const here = { ...lineOf('medication'), at: 10 }
  const last = (at: number) => countAskings([here], [said(at)]).topics[0]?.last
  expect(last(9)).toMatchObject({ at: 10, form: 'conversation' })
  expect(last(11)).toMatchObject({ at: 11, to })
})

function lineOf(topic: ItemCode): Line {
  const to = { org: 'a' as RandomId, role: 'case_worker' as const }
  const id = `own-${topic}` as RandomId
  return { id, topic, to, at: 1, is_reusable: true, passed: [], ...asked }
}

const about = ({ topics: all }: ReturnType<typeof countAskings>, topic: ItemCode): number =>
  all.find((one) => one.topic === topic)?.times_asked ?? 0
