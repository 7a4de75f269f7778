import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'causeway-command-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const program = [resolve('scripts/causeway.ts'), folder, ...args]
  const quiet = '--disable-warning=ExperimentalWarning'
  const { status, stdout, stderr } = spawnSync(process.execPath, [quiet, ...program], {
    encoding: 'utf8',
    env: {},
  })
  return { status, stdout, stderr }
}

test('a file is the one of the folder that the command is given in', () => {
  writeFileSync(join(folder, 'evidence.json'), '{}')
  const { status, stdout, stderr } = run('evidence', 'verify', 'evidence.json')
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toMatch(/^BROKEN: /)
})

test('what cannot be done says what can', () => {
  for (const args of [[], ['evidence'], ['evidence', 'forge'], ['constructor']]) {
    expect(run(...args)).toMatchObject({ status: 2, stdout: '' })
    expect(run(...args).stderr).toContain('evidence verify FILE')
  }
  expect(run('evidence', 'verify').stderr).toMatch(/^Usage: causeway evidence verify/)
  expect(run('evidence', 'export').stderr).toMatch(/^Usage: causeway evidence export/)
})
