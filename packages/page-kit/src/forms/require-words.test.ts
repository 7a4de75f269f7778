import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeTranslate } from '../texts/make-translate.ts'
import { showForm } from './read-form.ts'
import { requireWords } from './require-words.ts'

const texts = { 'field.note': 'Note', 'fault.items.changed': 'It is another one now' }
const translate = makeTranslate({ en: texts, ro: texts, nl: texts, de: texts }, 'en')
const said = [
  { field: 'note', rule: 'required' },
  { field: 'items', rule: 'changed' },
]

test('a fault in what no page asks for is the fault of the request, whatever it is called', () => {
  const names = fc.string().filter((name) => name !== 'note')
  fc.assert(
    fc.property(names, fc.subarray(said), (field, others) => {
      const form = { ...showForm('key'), faults: [...others, { field, rule: 'invalid' }] }
      expect(() => requireWords(form, translate)).toThrow(
        expect.objectContaining({ statusCode: 400 }),
      )
    }),
  )
  expect(() => requireWords({ ...showForm('key'), faults: said }, translate)).not.toThrow()
})
