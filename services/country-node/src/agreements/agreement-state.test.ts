import { type Category, categoryOf, ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AgreementEvent, standingOf } from './agreement-state.ts'

const groups: Category[] = ['identity', 'health', 'narrative']
const terms = { valid_from: 100, expires_at: 200, groups }
const event = (kind: AgreementEvent['kind'], more: Partial<AgreementEvent> = {}) => ({
  kind,
  groups: null,
  withdrawal: null,
  ...more,
})
const given = [event('requested'), event('given')]
const id = (n: number) => `${n}` as RandomId
const at = (events: AgreementEvent[], second = 150) => standingOf(terms, events, second)

describe('where an agreement stands', () => {
  test.each([
    ['asked for, without an answer', [event('requested')], 'requested'],
    ['refused', [event('requested'), event('refused')], 'refused'],
    ['given', given, 'given'],
    ['said again', [...given, event('reaffirmed')], 'reaffirmed'],
    ['replaced', [...given, event('superseded')], 'superseded'],
    ['no free yes', [...given, event('superseded'), event('invalidated')], 'invalidated'],
    ['taken back', [...given, event('withdrawn', { withdrawal: id(1) })], 'withdrawn'],
  ])('%s', (_, events, state) => {
    const standing = at(events)
    expect(standing.state).toBe(state)
    const isOpen = state === 'given' || state === 'reaffirmed'
    expect(standing.live).toEqual(isOpen ? groups : [])
  })

  test('from its first second to the one before its end', () => {
    const states = [99, 100, 199, 200].map((second) => at(given, second).state)
    expect(states).toEqual(['expired', 'given', 'given', 'expired'])
    expect(at(given, 200).live).toEqual([])
  })

  test('a withdrawal of some groups leaves the others in force', () => {
    const partly = [...given, event('withdrawn', { groups: ['health'], withdrawal: id(1) })]
    expect(at(partly)).toEqual({ state: 'given', live: ['identity', 'narrative'] })
  })

  test('to undo one withdrawal does not undo another', () => {
    const twice = [
      ...given,
      event('withdrawn', { withdrawal: id(1) }),
      event('withdrawn', { groups: ['health'], withdrawal: id(2) }),
      event('restored', { withdrawal: id(1) }),
    ]
    expect(at(twice)).toEqual({ state: 'given', live: ['identity', 'narrative'] })
  })
})

const anyEvent = fc.record({
  kind: fc.constantFrom(
    'reaffirmed' as const,
    'withdrawn' as const,
    'restored' as const,
    'superseded' as const,
    'invalidated' as const,
  ),
  groups: fc.option(fc.subarray(groups, { minLength: 1 })),
  withdrawal: fc.constantFrom(id(1), id(2), id(3)),
})

test('whatever happens, a group is in force only if it was given and nothing took it away', () => {
  let some = 0
  fc.assert(
    fc.property(
      fc.array(anyEvent, { maxLength: 6 }),
      fc.integer({ min: 90, max: 210 }),
      (more, now) => {
        const { live, state } = at([...given, ...more], now)
        const undone = more.filter((it) => it.kind === 'restored').map((it) => it.withdrawal)
        for (const group of live) {
          const against = more.filter(
            (it) =>
              ['superseded', 'invalidated'].includes(it.kind) ||
              (it.kind === 'withdrawn' &&
                !undone.includes(it.withdrawal) &&
                (it.groups === null || it.groups.includes(group))),
          )
          expect(against).toEqual([])
          expect(now >= 100 && now < 200).toBe(true)
        }
        expect(live.length > 0).toBe(state === 'given' || state === 'reaffirmed')
        if (live.length > 0) some += 1
      },
    ),
    { seed: 31, numRuns: 2000 },
  )
  expect(some).toBeGreaterThan(200)
})

test('every group of items can be agreed to', () => {
  const all = [...new Set(ItemCode.options.map(categoryOf))]
  expect(standingOf({ ...terms, groups: all }, given, 150).live).toEqual(all)
})
