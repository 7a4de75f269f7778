import type { Form } from '@causeway/page-kit'
import { RandomId } from '@causeway/schemas/wire'

export const now = '2026-11-22T09:00:00.000Z'
export const id = RandomId.parse('A'.repeat(22))
export const fresh: Form = { key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d', values: {}, faults: [] }
export const faulty = (...fields: string[]): Form => ({
  ...fresh,
  faults: fields.map((field) => ({ field, rule: 'required' })),
})
export const choice = (value: string) => ({ value, text: `Synthetic ${value}` })
export const head = { reference: 'AbC3xY70', to: 'Synthetic house', href: `/sending/${id}` }
