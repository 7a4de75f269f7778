import type { PlanText } from '@causeway/schemas/record'
import { PlanText as Plan } from '@causeway/schemas/record'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../test/network.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import { hashBody, hashPlan, readPlan, watchOf, writeBody } from './index.ts'

const START = 1_800_000_000

/** Legs that follow each other, each from how long it waits, takes and may be late. */
const legs = fc
  .array(
    fc.record({
      wait: fc.nat({ max: 86_400 }),
      takes: fc.integer({ min: 1, max: 86_400 }),
      grace_minutes: fc.nat({ max: 720 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => {
    let now = START
    return parts.map(({ wait, takes, grace_minutes }) => {
      const departs_at = now + wait
      const due_at = departs_at + takes
      now = due_at
      const line = { from: 'A', to: 'B', mode: 'train' as const, is_escorted: false }
      return { ...line, departs_at, due_at, grace_minutes }
    })
  })

const aPlan = (given: PlanText['legs']): PlanText => ({
  legs: given,
  meeting: { place: 'Platform 3', meeter: 'Ana', look: 'a green coat' },
  first_night: 'The house',
})

describe('the watch of a plan', () => {
  test('waits the whole grace of each leg, divided by the pace, and never less', () => {
    fc.assert(
      fc.property(legs, fc.integer({ min: 1, max: 5000 }), (given, pace) => {
        const watch = watchOf({ legs: given }, pace)
        expect(watch).toHaveLength(given.length)
        given.forEach((leg, index) => {
          const times = watch[index]
          for (const [by, at] of [
            [times?.departs_by, leg.departs_at],
            [times?.arrives_by, leg.due_at],
          ] as const) {
            const waited = (by ?? 0) - at
            expect(waited * pace).toBeGreaterThanOrEqual(leg.grace_minutes * 60)
            expect((waited - 1) * pace).toBeLessThan(leg.grace_minutes * 60)
          }
        })
      }),
    )
  })

  test('in real time is the times of the plan with the minutes added', () => {
    const plan = aPlan([
      {
        from: 'Dover',
        to: 'Calais',
        mode: 'ferry',
        departs_at: START,
        due_at: START + 5400,
        grace_minutes: 30,
        is_escorted: true,
      },
    ])
    expect(watchOf(plan, 1)).toEqual([{ departs_by: START + 1800, arrives_by: START + 7200 }])
    expect(watchOf(plan, 600)).toEqual([{ departs_by: START + 3, arrives_by: START + 5403 }])
  })
})

describe('the text that both sign', () => {
  const [whole] = fc.sample(legs, { numRuns: 1, seed: 5 })
  const body = writeBody(aPlan(whole ?? []), digestOf('salt'))

  test('is read when its hash is the one that was signed', () => {
    expect(Plan.parse(readPlan(body, hashPlan(body)))).toEqual(aPlan(whole ?? []))
  })

  test('has another hash with another salt, another letter, or as the body of an event', () => {
    const hashes = [
      hashPlan(body),
      hashPlan({ ...body, salt: digestOf('other') }),
      hashPlan({ ...body, json: `${body.json} ` }),
      hashBody(body),
    ]
    expect(new Set(hashes).size).toBe(4)
  })

  test('is refused when it is another one, or no plan', async () => {
    expect(await refusalOf(() => readPlan(body, hashBody(body)))).toBe('body')
    for (const json of [
      '{}',
      '{"legs":[],"legs":[]}',
      JSON.stringify({ ...aPlan([]) }),
      JSON.stringify({ ...aPlan(whole ?? []), note: 'x' }),
      JSON.stringify(aPlan((whole ?? []).map((leg) => ({ ...leg, due_at: leg.departs_at })))),
    ]) {
      const other = { ...body, json }
      expect(await refusalOf(() => readPlan(other, hashPlan(other)))).toBe('schema')
    }
  })
})
