import { type ItemCode, ItemCode as Items } from '@causeway/schemas/record'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveGrant } from './agreements-in-force.ts'
import { grantsFor } from './cover.ts'

const aGrant = (items: ItemCode[], n: number) => ({ gid: `${n}`, items }) as unknown as LiveGrant
const codes = (max: number) => fc.subarray([...Items.options], { minLength: 1, maxLength: max })

test('the grants that go cover every item that they can, and each is needed', () => {
  fc.assert(
    fc.property(fc.array(codes(6), { minLength: 1, maxLength: 8 }), codes(12), (groups, items) => {
      const grants = groups.map(aGrant)
      const going = grantsFor(grants, items)
      const agreed = new Set(grants.flatMap((grant) => grant.items))
      const covered = new Set(going.flatMap((grant) => grant.items))
      for (const code of items) expect(covered.has(code)).toBe(agreed.has(code))
      expect(new Set(going).size).toBe(going.length)
      expect(going.length).toBeGreaterThan(0)
      expect(going.length).toBeLessThanOrEqual(Math.max(1, items.length))
      const isNeeded = items.some((code) => agreed.has(code))
      if (isNeeded) {
        for (const grant of going) expect(grant.items.some((it) => items.includes(it))).toBe(true)
      }
    }),
    { seed: 32, numRuns: 1000 },
  )
})

test('an item that two agreements cover takes one of them along', () => {
  const grants = [aGrant(['full_name'], 1), aGrant(['full_name', 'gender'], 2)]
  expect(grantsFor(grants, ['full_name']).map((grant) => grant.gid)).toEqual(['2'])
})

test('with nothing to show one goes all the same', () => {
  expect(grantsFor([aGrant(['full_name'], 1), aGrant(['gender'], 2)], [])).toHaveLength(1)
})
