import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** What a start leaves in its folder, so that a later one can clear up after it. */
const Trace = z.strictObject({
  pid: z.int().min(2),
  starter: z.int().min(1),
  data: z.string().min(1),
})
type Trace = z.infer<typeof Trace>

const traceIn = (folder: string) => join(folder, 'postgres.pid.json')

export async function leaveTrace(folder: string, trace: Trace): Promise<void> {
  await writeFile(traceIn(folder), JSON.stringify(trace), { mode: 0o600 })
}

export const removeTrace = (folder: string): Promise<void> => rm(traceIn(folder), { force: true })

/**
 * Stops the PostgreSQL that a start in this folder left behind when it was killed, and removes its
 * data. Throws when whoever started it is still there. A process that is not that PostgreSQL (its
 * number was given to another) is not touched.
 */
export async function reapOrphan(folder: string): Promise<void> {
  const trace = await readTrace(folder)
  if (!trace) return
  if (trace.starter !== process.pid && isAlive(trace.starter)) {
    throw new Error(`A network started by process ${trace.starter} is running in ${folder}`)
  }
  await stopPostgres(trace.pid, trace.data)
  await rm(trace.data, { recursive: true, force: true })
  await removeTrace(folder)
}

/** The same for each folder in a folder; those in use are left alone, the others removed. */
export async function reapOrphansIn(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const folder = join(parent, name)
    const trace = await readTrace(folder)
    if (!trace || isAlive(trace.starter)) continue
    await reapOrphan(folder)
    await rm(folder, { recursive: true, force: true })
  }
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

async function readTrace(folder: string): Promise<Trace | undefined> {
  try {
    return Trace.parse(JSON.parse(await readFile(traceIn(folder), 'utf8')))
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

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
