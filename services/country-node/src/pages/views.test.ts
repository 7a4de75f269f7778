import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Language } from '@causeway/page-kit'
import { readLocales, textFaults, viewNames } from '@causeway/page-kit/checks'
import { htmlFaults } from '@causeway/testkit/browser'
import { describe, expect, test } from 'vitest'
import { allSamples, requiredTexts } from '../../test/page-samples/all-samples.ts'
import { aPageFrame } from '../../test/page-samples/page-frame.ts'
import { neutralSettings, openPages } from './page-site.ts'

const web = new URL('../../web/', import.meta.url)
const pages = openPages(neutralSettings)

describe.each(Language.options)('in %s', (language) => {
  test.each(allSamples.map((it) => [it.as ? `${it.name}, ${it.as}` : it.name, it] as const))(
    '%s is HTML',
    async (_name, { render }) => {
      expect(await htmlFaults(render(pages, aPageFrame(language)))).toEqual([])
    },
  )
})

test('no view is without a sample', () => {
  const names = new Set(allSamples.map(({ name }) => name))
  expect([...names].toSorted()).toEqual(viewNames(new URL('views/', web)))
})

test('every text is there in every language, and used', () => {
  const cwd = fileURLToPath(new URL('../../', import.meta.url))
  const sources = globSync(['web/views/**/*.njk', 'src/{pages,survivor}/**/*.ts'], {
    cwd,
  }).map((file) => readFileSync(`${cwd}/${file}`, 'utf8'))
  const locales = readLocales([new URL('locales/', web)])
  const faults = textFaults({ locales, sources, required: requiredTexts })
  /** Texts of the kit are checked there. */
  expect(faults.filter((fault) => !fault.startsWith('nobody wrote kit.'))).toEqual([])
})
