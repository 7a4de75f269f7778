import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { platform } from 'node:os'
import { z } from 'zod'
import { DevnetFault } from '../reason.ts'

/** A process that started something: its number, and since when, for numbers are given again. */
export const Starter = z.strictObject({
  pid: z.int().min(1),
  since: z.string().regex(/^[0-9A-Za-z]+$/),
})
export type Starter = z.infer<typeof Starter>

/** This process. */
export function thisStarter(): Starter {
  const since = startOf(process.pid)
  if (since === undefined) throw new DevnetFault('This process cannot see itself')
  return { pid: process.pid, since }
}

/** Whether that very process still runs; one that has ended and was not waited for does not. */
export const isAlive = ({ pid, since }: Starter): boolean => startOf(pid) === since

/** When a process began, in the machine's own spelling; `undefined` when there is none. */
const startOf = (pid: number): string | undefined =>
  platform() === 'linux' ? startFromProc(pid) : startFromPs(pid)

/** State and start: fields 3 and 22 of proc_pid_stat(5); the name before them may hold spaces. */
function startFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}

/** `ps` fails where there is no such process. */
function startFromPs(pid: number): string | undefined {
  try {
    const args = ['-o', 'stat=,lstart=', '-p', String(pid)]
    const [state = '', ...start] = execFileSync('ps', args, { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
    return state.startsWith('Z') ? undefined : start.join('').replace(/[^0-9A-Za-z]/g, '')
  } catch {
    return undefined
  }
}
