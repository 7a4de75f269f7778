import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from './ask.ts'
import { startPostgres } from './start-postgres.ts'

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-devnet-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function askOne(url: string, question: string): Promise<unknown> {
  const [row = {}] = await ask<Record<string, unknown>>(url, question)
  return Object.values(row)[0]
}

test('answers on loopback with a password, keeps data over a crash, and is gone when closed', async () => {
  const postgres = await startPostgres({ folder: await aFolder(), fsync: false })
  onTestFinished(() => postgres.close())

  expect(await askOne(postgres.url, 'show server_version')).toMatch(/^18\./)
  expect(await askOne(postgres.url, 'show listen_addresses')).toBe('127.0.0.1')
  const withoutPassword = new URL(postgres.url)
  withoutPassword.password = 'wrong'
  await expect(askOne(withoutPassword.href, 'select 1')).rejects.toThrow(/password/)

  await askOne(postgres.url, 'create table kept as select 1 as n')
  await postgres.restart('immediate')
  expect(await askOne(postgres.url, 'select n from kept')).toBe(1)

  await postgres.close()
  await expect(askOne(postgres.url, 'select 1')).rejects.toThrow()
})

test('what a killed starter left behind is stopped at the next start', async () => {
  const folder = await aFolder()
  const fixture = fileURLToPath(new URL('../../test/fixture/main.ts', import.meta.url))
  const starter = spawn(process.execPath, [fixture, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(starter.stdout, 'data')
  const orphan = JSON.parse(String(line))

  await expect(startPostgres({ folder, fsync: false })).rejects.toThrow(/is running in/)
  starter.kill('SIGKILL')
  await once(starter, 'exit')
  expect(await askOne(orphan.url, 'select 1')).toBe(1)

  const next = await startPostgres({ folder, fsync: false })
  onTestFinished(() => next.close())
  await expect(askOne(orphan.url, 'select 1')).rejects.toThrow()
  expect(await askOne(next.url, 'select 1')).toBe(1)
})

test('its log holds neither statements nor values', async () => {
  const postgres = await startPostgres({ folder: await aFolder(), fsync: false })
  onTestFinished(() => postgres.close())

  await askOne(postgres.url, 'create table person (name text primary key)')
  await askOne(postgres.url, "insert into person values ('Canary')")
  await expect(askOne(postgres.url, "insert into person values ('Canary')")).rejects.toThrow()

  expect(await readFile(postgres.logFile, 'utf8')).not.toContain('Canary')
})
