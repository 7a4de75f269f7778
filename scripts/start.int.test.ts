import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const STAYS_UP = 'The network stays up until Ctrl-C'

/** A temporary folder of its own for all users, so that whatever a run leaves behind is seen. */
async function aPlace() {
  const place = await mkdtemp(join(tmpdir(), 'causeway-start-'))
  await chmod(place, 0o755)
  onTestFinished(() => rm(place, { recursive: true, force: true, maxRetries: 5 }))
  return place
}

/** A script as the command runs it; `said` waits until a text has been printed. */
function run(place: string, script: string, ...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `scripts/${script}.ts`, ...args],
    { env: { PATH: process.env.PATH, TMPDIR: place }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = once(child, 'close')
  onTestFinished(() => stop(child, ended))
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text
    })
  }
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    printed,
    /** Its exit code; `null` when a signal ended it. */
    code: async () => (await ended)[0] as number | null,
    async said(text: string) {
      while (!printed.stdout.includes(text)) {
        await Promise.race([once(child.stdout, 'data'), ended.then(notSaid)])
      }
    },
  }
}

const notSaid = (): never => {
  throw new Error('It ended without saying so')
}

async function stop(child: ChildProcess, ended: Promise<unknown>) {
  child.kill('SIGTERM')
  await ended
}

const runsIn = (place: string) => join(place, `causeway-networks-${process.getuid?.() ?? 0}`)

/** What runs or lies in this place; the copy of the programs of PostgreSQL may stay. */
async function leftIn(place: string) {
  const files = await readdir(place, { recursive: true })
  const isLeft = (file: string) =>
    join(place, file) !== runsIn(place) && !file.startsWith('causeway-postgres-')
  return { files: files.filter(isLeft), processes: await processesOf(place) }
}

async function processesOf(place: string) {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const read = (pid: string, name: string) => readFile(`/proc/${pid}/${name}`).catch(() => '')
  const all = await Promise.all(
    pids.map(async (pid) => [await read(pid, 'cmdline'), await read(pid, 'environ')].join(' ')),
  )
  return all.filter((text) => text.includes(place)).map((text) => text.slice(0, 200))
}

const nothing = { files: [], processes: [] }

test('Ctrl-C after the story ends npm start well, with nothing left', async () => {
  const place = await aPlace()
  const start = run(place, 'start')
  await start.said(STAYS_UP)
  expect((await leftIn(place)).processes.length).toBeGreaterThan(5)
  start.kill('SIGINT')
  start.kill('SIGINT')
  expect(await start.code()).toBe(0)
  expect(await leftIn(place)).toEqual(nothing)
  const tooLong = start.printed.stdout.split('\n').filter((line) => line.length > 100)
  expect(tooLong).toEqual([])
})

test.each([
  ['SIGINT', 130, 'while PostgreSQL is made', 'start', 300],
  ['SIGTERM', 143, 'while services start', 'demo', 2_500],
] as const)('%s ends with %i %s, with nothing left', async (signal, code, _, script, after) => {
  const place = await aPlace()
  const start = run(place, script)
  await start.said('tarting')
  await new Promise((resolve) => setTimeout(resolve, after))
  start.kill(signal)
  expect(await start.code()).toBe(code)
  expect(await leftIn(place)).toEqual(nothing)
  expect(start.printed.stderr).toBe('')
})

test('SIGTERM in the middle of the story ends the demonstration with 143, with nothing left', async () => {
  const place = await aPlace()
  const demo = run(place, 'demo')
  await demo.said('preview')
  demo.kill('SIGTERM')
  expect(await demo.code()).toBe(143)
  expect(await leftIn(place)).toEqual(nothing)
})

test('what SIGKILL leaves behind is cleared up by the next start, which ends well', async () => {
  const place = await aPlace()
  const killed = run(place, 'start')
  await killed.said('record person')
  const [orphan = 'none'] = await readdir(runsIn(place))
  killed.kill('SIGKILL')
  expect(await killed.code()).toBe(null)
  const left = await leftIn(place)
  expect(left.files.join()).toContain(orphan)
  expect(left.processes.join()).toContain('postgres')

  const next = run(place, 'demo', '--json')
  expect(await next.code()).toBe(0)
  expect(JSON.parse(next.printed.stdout)).toMatchObject({ ok: true, corridor: 'gb:ro' })
  expect(next.printed.stdout.trim()).not.toContain('\n')
  expect(next.printed.stderr).toBe('')
  expect(await leftIn(place)).toEqual(nothing)
})

test.each([['demo', '--corridor', 'xx:yy'], ['demo', '--fast'], ['token']])(
  '%s %s %s is answered by how to use it and 2, and starts nothing',
  async (script, ...args) => {
    const place = await aPlace()
    const it = run(place, script, ...args)
    expect(await it.code()).toBe(2)
    expect(it.printed.stdout).toBe('')
    expect(it.printed.stderr).toMatch(/^Usage: .*\n(.*\n)?$/)
    expect(await leftIn(place)).toEqual(nothing)
  },
)
