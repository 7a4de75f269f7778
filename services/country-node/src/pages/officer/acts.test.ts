import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Language } from '@causeway/page-kit'
import { expect, test } from 'vitest'
import { neutralSettings, openPages } from '../page-site.ts'

/** Acts are named where they are written: alone, and where one of two is chosen. */
const NAMED =
  /\bact(?:ion)?(?:: | = )(?:\w+(?: === '\w+')? \? )?'([a-z_]+\.[a-z_]+)'(?: : '([a-z_]+\.[a-z_]+)')?/g

test('every act that the node writes has its words in every language', () => {
  const cwd = fileURLToPath(new URL('../../', import.meta.url))
  const files = globSync('**/*.ts', { cwd, exclude: ['pages/**', '**/*.test.ts'] })
  const written = files.flatMap((file) => {
    const source = readFileSync(`${cwd}/${file}`, 'utf8')
    if (!source.includes('act')) return []
    return [...source.matchAll(NAMED)].flatMap(([, one, other]) => [one, other ?? []].flat())
  })
  const acts = [...new Set(written)].filter((act) => !act?.startsWith('deadline.'))
  expect(acts.length).toBeGreaterThan(50)

  const pages = openPages(neutralSettings)
  const missing = Language.options.flatMap((language) => {
    const translate = pages.translate(language)
    return acts.filter((act) => !translate.has(`officer.act.${act}`)).map((act) => [language, act])
  })
  expect(missing).toEqual([])
})
