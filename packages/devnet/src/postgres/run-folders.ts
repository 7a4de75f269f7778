import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DevnetFault } from '../reason.ts'
import { reapOrphan } from './orphans.ts'
import { isAlive, Starter, thisStarter } from './starter.ts'

/**
 * A new folder for one run, named after the process that runs, beside those of the same user's
 * other runs of this kind. What runs left behind whose process is gone is stopped and removed
 * first; runs that are under way are not touched. Throws when the place belongs to someone else or
 * others can get into it.
 */
export async function makeRunFolder(
  kind: 'networks' | 'tests',
  place: string = tmpdir(),
): Promise<string> {
  const runs = join(place, `causeway-${kind}-${process.getuid?.() ?? 0}`)
  await mkdir(runs, { recursive: true, mode: 0o700 })
  await requireOurs(runs)
  await reapOrphansIn(runs)
  const { pid, since } = thisStarter()
  return mkdtemp(join(runs, `${pid}-${since}-`))
}

async function requireOurs(folder: string): Promise<void> {
  const found = await lstat(folder)
  if (process.getuid === undefined) return
  const isOurs = found.isDirectory() && found.uid === process.getuid() && !(found.mode & 0o077)
  if (!isOurs) throw new DevnetFault(`${folder} belongs to someone else or is open to others`)
}

async function reapOrphansIn(runs: string): Promise<void> {
  for (const name of await readdir(runs)) {
    const starter = starterNamedBy(name)
    if (!starter || isAlive(starter)) continue
    const folder = join(runs, name)
    await reapOrphan(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function starterNamedBy(name: string): Starter | undefined {
  const [pid, since] = name.split('-')
  return Starter.safeParse({ pid: Number(pid), since }).data
}
