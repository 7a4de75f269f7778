import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Tables that are read from top to bottom may be as long as what they list. */
const tables = /\/codes\/|\/locales\/|migrations\//

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'],
  {
    encoding: 'utf8',
  },
)
  .trim()
  .split('\n')

test('no source file is longer than 300 lines, tables apart', () => {
  const long = files
    .filter((file) => !tables.test(file))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})

const namesIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^\s*#?\s*([A-Z]+(?:_[A-Z]+)+)\s*[=:]/gm)]
    .map(([, name]) => name)
    .toSorted()

describe('the examples of settings name every setting and no other', () => {
  test.each([
    ['hub', 'services/referral-hub/src/config.ts', 'HUB'],
    ['node', 'services/country-node/src/config.ts', 'NODE'],
  ])('%s', (name, config) => {
    const known = namesIn(config)
    const isForMigration = (setting = '') =>
      /_MIGRATION_DATABASE_URL$|_APPLICATION_ROLE$/.test(setting)
    const service = [...new Set(known.filter((it) => !isForMigration(it)))]
    const migration = [...known.filter(isForMigration), 'QUEUE_URL']
    expect(namesIn(`infra/settings/${name}.env`)).toEqual([...service, 'LOG_LEVEL'].toSorted())
    expect(namesIn(`infra/settings/${name}-migration.env`)).toEqual(migration.toSorted())
  })
})
