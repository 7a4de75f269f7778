import { allowedItems } from '@causeway/protocol/policy'
import { Purpose, ServiceCode } from '@causeway/schemas/codes'
import { returnPolicy } from '@causeway/schemas/record'
import { expect, test } from 'vitest'
import { itemsFor } from './service-items.ts'

test.each(ServiceCode.options)(
  'nothing that %s is said to need is kept back by policy',
  (service) => {
    const items = itemsFor([service])
    expect(new Set(items).size).toBe(items.length)
    for (const purpose of Purpose.options) {
      const question = { policy: returnPolicy, purpose, mandates: ['place'] as const }
      const allowed = [
        ...allowedItems({ ...question, tier: 't1' }),
        ...allowedItems({ ...question, tier: 't2' }),
      ]
      for (const code of items) expect(allowed).toContain(code)
    }
  },
)

test('services together need each item once', () => {
  const both = itemsFor(['documents', 'legal_aid'])
  expect(both.filter((code) => code === 'full_name')).toHaveLength(1)
})
