import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseLanguage, Language } from './languages.ts'

test.each([
  ['ro', 'de', 'ro'],
  [undefined, 'de-AT, en;q=0.5', 'de'],
  [undefined, 'en;q=0.4, nl;q=0.9', 'nl'],
  [undefined, 'de;q=0, ro', 'ro'],
  [undefined, 'uk, fr', 'en'],
  ['xx', undefined, 'en'],
])('chosen %s, asked %s: %s', (chosen, asked, expected) => {
  expect(chooseLanguage(chosen, asked, 'en')).toBe(expected)
})

test('whatever a browser sends, it is one of ours', () => {
  fc.assert(
    fc.property(fc.option(fc.string(), { nil: undefined }), fc.string(), (chosen, asked) => {
      expect(Language.options).toContain(chooseLanguage(chosen, asked, 'nl'))
    }),
  )
})
