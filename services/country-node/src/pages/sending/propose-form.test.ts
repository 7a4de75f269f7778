import { TravelMode } from '@causeway/schemas/codes'
import { PlanText } from '@causeway/schemas/record'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLegs, ProposeForm, planOf, valuesOfPlan } from './propose-form.ts'

const half = {
  plan_risk: 'low',
  valid_until: '2099-01-01',
  warm_handover: 'done',
  first_on_call: 'Synthetic Ada',
  second_on_call: 'Synthetic Bea',
  plan_phone: '+441700123456',
}
/** As a plan holds it: without blanks around. */
const line = fc
  .string({ minLength: 1, maxLength: 200 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const leg = fc.record({
  from: line,
  to: line,
  mode: fc.constantFrom(...TravelMode.options),
  waits: fc.nat({ max: 600 }),
  takes: fc.integer({ min: 1, max: 2000 }),
  grace_minutes: fc.nat({ max: 720 }),
  is_escorted: fc.boolean(),
})
/** Times to the minute, as a browser asks for them; outside the hours that a clock has twice. */
const planOfParts = (legs: (typeof leg extends fc.Arbitrary<infer Leg> ? Leg : never)[]) => {
  let at = Temporal.Instant.from('2027-01-04T09:30:00Z').epochMilliseconds / 1000
  return legs.map(({ waits, takes, ...it }) => {
    const departs_at = at + waits * 60
    at = departs_at + takes * 60
    return { ...it, departs_at, due_at: at }
  })
}
const plans = (maxLength: number) =>
  fc
    .record({
      legs: fc.array(leg, { minLength: 1, maxLength }).map(planOfParts),
      meeting: fc.record({ place: line, meeter: line, look: line }),
      first_night: line,
    })
    .map((plan) => PlanText.parse(plan))

test('a plan that is opened and signed unchanged stays the same plan, at any clock', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Bucharest', 'Europe/London')
  fc.assert(
    fc.property(plans(3), zones, (before, timeZone) => {
      const values = valuesOfPlan(before, timeZone)
      expect(openLegs(values)).toBe(before.legs.length)
      const read = ProposeForm.parse({ ...values, ...half })
      expect(planOf(read, { timeZone, before })).toEqual(before)
    }),
    { seed: 41, numRuns: 200 },
  )
})

test('a plan with more parts than the page has room for is not cut', () => {
  const long = plans(8).filter(({ legs }) => legs.length > 3)
  fc.assert(
    fc.property(long, (plan) => {
      expect(valuesOfPlan(plan, 'UTC')).toEqual({})
    }),
    { seed: 42, numRuns: 30 },
  )
})
