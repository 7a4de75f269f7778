import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { DevnetFault } from '../reason.ts'
import { isAlive, Starter } from './starter.ts'

/** What a start leaves in its folder, so that a later one can clear up after it. */
const Trace = z.strictObject({ starter: Starter, data: z.string().min(1) })
type Trace = z.infer<typeof Trace>

const traceIn = (folder: string) => join(folder, 'postgres.json')

/** Where the cluster is in what a start may fill with data. */
export const clusterIn = (data: string): string => join(data, 'cluster')

/** Appears whole or not at all. */
export async function leaveTrace(folder: string, trace: Trace): Promise<void> {
  const draft = `${traceIn(folder)}.draft`
  await writeFile(draft, JSON.stringify(trace), { mode: 0o600 })
  await rename(draft, traceIn(folder))
}

/** Removes the data, then the trace that leads to it. */
export async function removeData(folder: string, data: string): Promise<void> {
  await rm(data, { recursive: true, force: true, maxRetries: 5 })
  await rm(traceIn(folder), { force: true })
}

/**
 * Stops the PostgreSQL that a start in this folder left behind when it was killed, and removes its
 * data. Throws when whoever started it is still there. A process that is not that PostgreSQL (its
 * number was given to another) is not touched.
 */
export async function reapOrphan(folder: string): Promise<void> {
  const trace = await readTrace(folder)
  if (!trace) return
  const { starter, data } = trace
  if (starter.pid !== process.pid && isAlive(starter)) {
    throw new DevnetFault(`A network started by process ${starter.pid} is running in ${folder}`)
  }
  const pid = await postgresPid(data)
  if (pid !== undefined) await stopPostgres(pid, data)
  await removeData(folder, data)
}

/** Asks for a fast shutdown, insists after ten seconds, and returns when the process is gone. */
export async function stopPostgres(pid: number, data: string): Promise<void> {
  const signals = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const
  for (const signal of signals) {
    if (!isPostgresOf(pid, data)) return
    process.kill(pid, signal)
    for (let waited = 0; waited < 10_000 && isPostgresOf(pid, data); waited += 50) await sleep(50)
  }
}

/** The first line of a running server's `postmaster.pid`. */
async function postgresPid(data: string): Promise<number | undefined> {
  const text = await readIfThere(join(clusterIn(data), 'postmaster.pid'))
  return text === undefined ? undefined : z.coerce.number().int().min(2).parse(text.split('\n')[0])
}

async function readTrace(folder: string): Promise<Trace | undefined> {
  const text = await readIfThere(traceIn(folder))
  return text === undefined ? undefined : Trace.parse(JSON.parse(text))
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function isPostgresOf(pid: number, data: string): boolean {
  const command = commandOf(pid)
  return command.includes('postgres') && command.includes(data)
}

/** Empty when there is no such process, or it has ended and only waits to be noticed. */
function commandOf(pid: number): string {
  try {
    return platform() === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
