import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readForm } from './read-form.ts'

const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'
const Trial = z.strictObject({
  name: z.string().max(5),
  day: z.iso.date(),
  note: z.string().optional(),
})

test('what fits is data, without what is ours', () => {
  const read = readForm(Trial, { key, form_token: 'x', name: 'Ana', day: '2026-11-22', note: ' ' })
  expect(read).toEqual({ ok: true, key, data: { name: 'Ana', day: '2026-11-22' } })
})

test('each field has its first fault, by its rule', () => {
  const read = readForm(Trial, { key, name: 'too long', note: 'kept' })
  expect(read).toEqual({
    ok: false,
    form: {
      key,
      values: { name: 'too long', note: 'kept' },
      faults: [
        { field: 'name', rule: 'too_long' },
        { field: 'day', rule: 'required' },
      ],
    },
  })
})

test('a key that is none is a fault, whatever the fields say', () => {
  const read = readForm(Trial, { key: 'again', name: 'Ana', day: '2026-11-22' })
  expect(read).toMatchObject({ ok: false, form: { faults: [{ field: 'key', rule: 'invalid' }] } })
})

test('what was typed is never lost', () => {
  const filled = fc.string({ minLength: 1 }).filter((it) => it.trim() !== '')
  const fields = fc.dictionary(
    fc.string({ minLength: 1 }).filter((it) => !/^(key|form_token|__proto__)$/.test(it)),
    filled,
  )
  fc.assert(
    fc.property(fields, (values) => {
      const read = readForm(z.never(), { ...values, key })
      expect(read).toMatchObject({ ok: false, form: { key } })
      if (!read.ok) expect({ ...read.form.values }).toEqual({ ...values })
    }),
  )
})
