import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { Language } from './languages.ts'

/** Key to text, flat; plural forms as `key_one`, `key_few`, `key_other`. */
const Texts = z.record(z.string().regex(/^[a-z][\w.-]*$/i), z.string().min(1))
export type Texts = z.infer<typeof Texts>

/** A folder's texts, one file for each language. */
export type Locales = Record<Language, Texts>

/**
 * Reads the files of `en/` and its siblings in each folder; all languages must be there, each with a
 * file for each area of the pages. Throws a `TypeError` when two files give one key.
 */
export function readLocales(folders: readonly URL[]): Locales {
  const read = (language: Language): Texts => {
    const all: Texts = {}
    for (const file of folders.flatMap((it) => filesOf(new URL(`${language}/`, it)))) {
      const texts = Texts.parse(JSON.parse(readFileSync(file, 'utf8')))
      const twice = Object.keys(texts).find((key) => key in all)
      if (twice) throw new TypeError(`Two files give the text ${twice}`)
      Object.assign(all, texts)
    }
    return all
  }
  return Object.fromEntries(Language.options.map((it) => [it, read(it)])) as Locales
}

const filesOf = (folder: URL): URL[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => new URL(name, folder))
