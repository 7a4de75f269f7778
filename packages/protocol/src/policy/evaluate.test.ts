import { ItemCode } from '@causeway/schemas/record'
import { Mandate } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { disclosableItems } from './evaluate.ts'

const tiers = ['t1', 't2'] as const
const codes = fc.subarray(ItemCode.options)
const purposes = fc.constantFrom('return', 'onward')
const mandates = fc.uniqueArray(fc.constantFrom(...Mandate.options), { minLength: 1, maxLength: 3 })
const rule = fc.record({
  purposes: fc.array(purposes, { minLength: 1, maxLength: 2 }),
  mandates,
  tier: fc.constantFrom(...tiers),
  items: codes,
})
const inputs = fc.record({
  rules: fc.array(rule, { maxLength: 5 }),
  purpose: purposes,
  mandates,
  tier: fc.constantFrom(...tiers),
  agreed: codes,
  chosen: codes,
})
type Inputs = typeof inputs extends fc.Arbitrary<infer Value> ? Value : never

const disclosed = ({ rules, purpose, mandates: own, tier, agreed, chosen }: Inputs) =>
  disclosableItems(
    { policy: { id: 'care', version: 1, rules }, purpose, mandates: own, tier },
    { agreed, chosen },
  )

/** The same, asked item by item and straight from the definition. */
const mayGo = (code: ItemCode, { rules, purpose, mandates: own, tier, agreed, chosen }: Inputs) =>
  chosen.includes(code) &&
  agreed.includes(code) &&
  rules.some(
    (it) =>
      it.tier === tier &&
      it.purposes.includes(purpose) &&
      it.mandates.some((mandate) => own.includes(mandate)) &&
      it.items.includes(code),
  )

test('what is disclosed is policy and agreement and choice, no more and no less', () => {
  let some = 0
  fc.assert(
    fc.property(inputs, (given) => {
      const expected = ItemCode.options.filter((code) => mayGo(code, given))
      expect(disclosed(given).toSorted()).toEqual(expected.toSorted())
      if (expected.length > 0) some += 1
    }),
    { seed: 21, numRuns: 3000 },
  )
  expect(some).toBeGreaterThan(300)
})

test('taking away from policy, agreement or choice never adds', () => {
  fc.assert(
    fc.property(inputs, fc.nat(), (given, at) => {
      const without = <Item>(items: readonly Item[]) => items.filter((_, index) => index !== at % 7)
      const before = disclosed(given)
      const fewer = [
        { ...given, agreed: without(given.agreed) },
        { ...given, chosen: without(given.chosen) },
        { ...given, rules: without(given.rules) },
        { ...given, rules: given.rules.map((it) => ({ ...it, items: without(it.items) })) },
        { ...given, mandates: without(given.mandates) },
      ]
      for (const less of fewer) for (const code of disclosed(less)) expect(before).toContain(code)
    }),
    { seed: 22, numRuns: 1000 },
  )
})
