import fc from 'fast-check'
import { expect, test } from 'vitest'
import { showForm } from './read-form.ts'
import { withKept } from './with-kept.ts'

const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'
const aName = fc.stringMatching(/^[a-z][a-z_]{0,12}$/)
const values = fc.dictionary(aName, fc.oneof(fc.string(), fc.array(fc.string())), { maxKeys: 6 })

test('what was typed stands in every form, over what the page fills in, and nowhere else', () => {
  fc.assert(
    fc.property(values, values, fc.jsonValue(), (kept, own, other) => {
      const model = { form: showForm(key, own), met: showForm(key), other }
      const shown = withKept(model, kept)
      expect(shown).toEqual({
        form: { ...showForm(key), values: { ...own, ...kept } },
        met: { ...showForm(key), values: kept },
        other,
      })
      expect(withKept(model, undefined)).toBe(model)
    }),
  )
})
