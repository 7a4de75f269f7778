import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '../free-port.ts'
import { runCommand, startService } from './start-process.ts'

const inTest = (path: string) => fileURLToPath(new URL(`../../test/${path}`, import.meta.url))

async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-process-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function options(behaviour = '') {
  const port = await freePort()
  return {
    name: 'test',
    entry: inTest('service/main.ts'),
    env: { PORT: String(port), BEHAVIOUR: behaviour },
    url: `http://127.0.0.1:${port}`,
    logFile: join(await aFolder(), 'test.log'),
  }
}

const answer = async (url: string) => (await fetch(url)).text()

test('answers, is killed, comes back on the same port as another process, and stops', async () => {
  const service = await startService(await options())
  onTestFinished(() => service.stop())
  const first = await answer(service.url)
  expect(first).toBe(String(service.pid()))

  await service.kill('SIGKILL')
  await expect(answer(service.url)).rejects.toThrow()
  await service.restart()
  expect(await answer(service.url)).not.toBe(first)

  await service.stop()
  await expect(answer(service.url)).rejects.toThrow()
})

test('one that ends before it answers fails with the end of its log', async () => {
  const failing = await options('fails')
  await expect(startService(failing)).rejects.toThrow(
    /ended before it answered:\n.*could not start/,
  )
  expect(await readFile(failing.logFile, 'utf8')).toContain('could not start')
})

test('a command fails by its exit code', async () => {
  await runCommand(await options('command'))
  await expect(runCommand(await options('fails'))).rejects.toThrow(/ended with 3/)
})

test('ends with a starter that is killed', async () => {
  const args = [inTest('starter/main.ts'), await aFolder()]
  const starter = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(starter.stdout, 'data')
  const url = String(line).trim()
  await answer(url)

  starter.kill('SIGKILL')
  await vi.waitFor(() => expect(answer(url)).rejects.toThrow(), 5_000)
})
