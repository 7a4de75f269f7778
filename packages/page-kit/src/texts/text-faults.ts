import { Language } from './languages.ts'
import type { Locales, Texts } from './read-texts.ts'

interface TextUse {
  locales: Locales
  /** The text of every template and every source that may name a key. */
  sources: readonly string[]
  /** Keys that are named by code lists: all must be there, and count as used. */
  required?: readonly string[]
}

const PLURAL = /_(zero|one|two|few|many|other)$/
/** A literal, or the part of a template literal before its first value. */
const LITERAL = /(['"`])([\w.-]+)\1|`([\w.-]+\.)\$\{/g
const base = (key: string) => key.replace(PLURAL, '')
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*([\w.-]+)/g)]
    .map(([, name]) => name)
    .toSorted()
    .join(' ')

/**
 * What is wrong with a set of texts, one line each: a key that a language lacks or that no source
 * names, a key that a source names and nobody wrote, a plural form that the language has (CLDR) and
 * the texts lack, or placeholders that differ between languages.
 *
 * A source names a key by writing it; a literal that ends in a dot names all keys that begin with
 * it; a literal `x` names `field.x`, `fault.x.*` as the form macros do.
 */
export function textFaults({ locales, sources, required = [] }: TextUse): string[] {
  const literals = new Set(
    sources.flatMap((it) =>
      [...it.matchAll(LITERAL)].map(([, , whole, opening]) => whole ?? opening ?? ''),
    ),
  )
  for (const key of required) literals.add(key)
  const keys = new Set(Object.keys(locales.en).map(base))

  const unused = [...keys].filter((key) => !isNamed(key, literals))
  const called = sources.flatMap((it) => [...it.matchAll(/\bt\(\s*(['"])([\w.-]+)\1/g)])
  const wanted = [...called.map(([, , key]) => key ?? ''), ...required]
  const unwritten = wanted.filter((key) => !key.endsWith('.') && !keys.has(key))

  return [
    ...unused.map((key) => `nobody uses ${key}`),
    ...[...new Set(unwritten)].map((key) => `nobody wrote ${key}`),
    ...Language.options.flatMap((language) => languageFaults(language, locales)),
  ]
}

function isNamed(key: string, literals: ReadonlySet<string>): boolean {
  if (literals.has(key)) return true
  const parts = key.split('.')
  if (/^(field|fault)$/.test(parts[0] ?? '') && literals.has(parts[1] ?? '')) return true
  return parts.some((_, at) => at > 0 && literals.has(`${parts.slice(0, at).join('.')}.`))
}

function languageFaults(language: Language, locales: Locales): string[] {
  const [own, english]: [Texts, Texts] = [locales[language], locales.en]
  const bases = new Set(Object.keys(english).map(base))
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const expected = [...bases].flatMap((key) =>
    key in english ? [key] : forms.map((form) => `${key}_${form}`),
  )
  const missing = expected.filter((key) => !(key in own))
  const extra = Object.keys(own).filter((key) => !expected.includes(key))
  const differing = expected.filter((key) => {
    const model = english[key] ?? english[`${base(key)}_other`] ?? ''
    return key in own && placeholders(own[key] ?? '') !== placeholders(model)
  })
  return [
    ...missing.map((key) => `${language} lacks ${key}`),
    ...extra.map((key) => `${language} has ${key}, which is in no other language`),
    ...differing.map((key) => `${language} has other placeholders in ${key}`),
  ]
}
