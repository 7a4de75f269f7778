import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { ask } from './ask.ts'
import { makeRunFolder } from './run-folders.ts'
import { isAlive, thisStarter } from './starter.ts'

async function aPlace() {
  const place = await mkdtemp(join(tmpdir(), 'causeway-runs-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  return place
}

/** Another process with a PostgreSQL in a run folder of this place. */
async function aRun(place: string) {
  const fixture = fileURLToPath(new URL('../../test/fixture/run.ts', import.meta.url))
  const starter = spawn(process.execPath, [fixture, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(starter.stdout, 'data')
  const { folder, url } = JSON.parse(String(line)) as { folder: string; url: string }
  const kill = async () => {
    starter.kill('SIGKILL')
    await once(starter, 'exit')
  }
  return { folder, url, kill }
}

const one = (url: string) => ask(url, 'select 1 as n')

test('a run clears up after those that were killed, and only after those', async () => {
  const place = await aPlace()
  const [killed, live] = await Promise.all([aRun(place), aRun(place)])
  await killed.kill()
  expect(await one(killed.url)).toEqual([{ n: 1 }])

  const [mine, other] = await Promise.all([
    makeRunFolder('networks', place),
    makeRunFolder('networks', place),
  ])
  await expect(one(killed.url)).rejects.toThrow()
  expect(await one(live.url)).toEqual([{ n: 1 }])
  const left = await readdir(dirname(mine))
  expect(left.toSorted()).toEqual([mine, other, live.folder].map((it) => basename(it)).toSorted())
  expect((await stat(mine)).mode & 0o777).toBe(0o700)

  await live.kill()
  await makeRunFolder('networks', place)
  await expect(one(live.url)).rejects.toThrow()
  await expect(stat(live.folder)).rejects.toThrow(/ENOENT/)
})

test('a place that others can get into is not used', async () => {
  const place = await aPlace()
  const runs = join(place, `causeway-networks-${process.getuid?.() ?? 0}`)
  await mkdir(runs)
  await chmod(runs, 0o755)
  await expect(makeRunFolder('networks', place)).rejects.toThrow(/open to others/)
})

test('a number that was given to another process is not the starter any more', () => {
  const starter = thisStarter()
  expect(isAlive(starter)).toBe(true)
  expect(isAlive({ ...starter, since: `${starter.since}0` })).toBe(false)
  expect(isAlive({ pid: 2 ** 22 + 1, since: starter.since })).toBe(false)
})
