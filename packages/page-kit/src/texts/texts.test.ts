import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { Language } from './languages.ts'
import { makeTranslate } from './make-translate.ts'
import { type Locales, readLocales } from './read-texts.ts'
import { textFaults } from './text-faults.ts'

const root = new URL('../../', import.meta.url)
const filesOf = (...patterns: string[]) =>
  globSync(patterns, { cwd: fileURLToPath(root) })
    .filter((it) => !it.endsWith('.test.ts'))
    .map((it) => readFileSync(new URL(it, root), 'utf8'))

test('the texts of all pages are complete, used, and alike in every language', () => {
  const locales = readLocales([new URL('web/locales/', root)])
  const sources = filesOf('src/**/*.ts', 'web/views/**/*.njk')
  expect(textFaults({ locales, sources })).toEqual([])
})

test('so are those of the demonstration', () => {
  const locales = readLocales([new URL('test/locales/', root)])
  const sources = filesOf('test/*.ts', 'test/views/*.njk')
  expect(textFaults({ locales, sources })).toEqual([])
})

const same = (texts: Record<string, string>): Locales =>
  Object.fromEntries(Language.options.map((it) => [it, { ...texts }])) as Locales

describe('a fault is', () => {
  test('a key that nobody uses', () => {
    expect(textFaults({ locales: same({ 'a.b': 'x' }), sources: [] })).toEqual(['nobody uses a.b'])
    expect(textFaults({ locales: same({ 'a.b': 'x' }), sources: ["t('a.' + it)"] })).toEqual([])
  })

  test('a key that nobody wrote, also one that a code list asks for', () => {
    const faults = textFaults({ locales: same({}), sources: ["t('a.b')"], required: ['code.x'] })
    expect(faults).toEqual(['nobody wrote a.b', 'nobody wrote code.x'])
  })

  test('a language that lacks a key, has one more, or asks for another value', () => {
    const locales = same({ a: '{{n}}', b: 'x' })
    locales.ro = { a: '{{m}}', c: 'x' }
    expect(textFaults({ locales, sources: ["t('a') t('b')"] })).toEqual([
      'ro lacks b',
      'ro has c, which is in no other language',
      'ro has other placeholders in a',
    ])
  })

  test('a plural form that the language has', () => {
    const locales = same({ days_one: '{{count}} day', days_other: '{{count}} days' })
    expect(textFaults({ locales, sources: ["t('days', { count: n })"] })).toEqual([
      'ro lacks days_few',
    ])
  })
})

describe('a text', () => {
  const t = makeTranslate(
    same({ hello: 'Hello {{name}}', day_one: '{{count}} day', day_other: '{{count}} days' }),
    'en',
  )

  test('takes its values as they are, markup and placeholders too', () => {
    expect(t('hello', { name: '<b> {{name}} $t(hello)' })).toBe('Hello <b> {{name}} $t(hello)')
    expect([t('day', { count: 1 }), t('day', { count: 2 })]).toEqual(['1 day', '2 days'])
  })

  test('that is missing, or whose value is, is an error', () => {
    expect(() => t('nothing')).toThrow(TypeError)
    expect(() => t('hello')).toThrow(TypeError)
  })
})
