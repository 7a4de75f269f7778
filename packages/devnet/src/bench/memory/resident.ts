import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { ServiceProcess } from '../../processes/start-process.ts'

const exec = promisify(execFile)

/** Milliseconds between two looks, and how little may have changed in between. */
const PAUSE = 1_000
const SETTLED = 0.01
const LOOKS = 12

/** Resident memory of a process in bytes, once it no longer changes. */
export async function settledMemory(service: ServiceProcess): Promise<number> {
  let last = await residentOf(service.pid())
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(PAUSE)
    const now = await residentOf(service.pid())
    if (Math.abs(now - last) <= SETTLED * last) return now
    last = now
  }
  return last
}

/** `ps` tells it in kibibytes, wherever there is one. */
async function residentOf(pid: number): Promise<number> {
  const { stdout } = await exec('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(stdout) * 1024
}
