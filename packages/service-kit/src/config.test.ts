import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { ConfigurationError, readConfig, secretFile } from './config.ts'

const Environment = z.object({
  PORT: z.coerce.number().int().max(65_535).default(8080),
  DATABASE_URL: z.url({ protocol: /^postgres$/ }),
  KEY_FILE: secretFile,
})

function aFile(content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-config-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'secret')
  writeFileSync(path, content)
  return path
}

test('reads values, defaults and the content of secret files', () => {
  const env = { DATABASE_URL: 'postgres://localhost/a', PORT: '', KEY_FILE: aFile('s3cret\n') }
  expect(readConfig(Environment, env)).toEqual({
    PORT: 8080,
    DATABASE_URL: 'postgres://localhost/a',
    KEY_FILE: 's3cret',
  })
})

test('reports every mistake at once, by name and never by value', () => {
  const env = {
    PORT: '70000',
    DATABASE_URL: 'mysql://u:hunter2@db/a',
    KEY_FILE: '/no/such/hunter3',
  }
  const read = () => readConfig(Environment, env)

  expect(read).toThrow(ConfigurationError)
  expect(read).toThrow(/PORT.*DATABASE_URL.*KEY_FILE/s)
  expect(read).not.toThrow(/hunter|70000|mysql/)
})

test('an empty secret is a missing one', () => {
  const env = { DATABASE_URL: 'postgres://localhost/a', KEY_FILE: aFile('\n') }
  expect(() => readConfig(Environment, env)).toThrow(/KEY_FILE/s)
})
