import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Owner } from './owner.ts'

/**
 * Where the data of a run belongs: in the run folder, or in the temporary one when the user that
 * PostgreSQL runs as cannot get into the run folder.
 */
export function findDataFolder(folder: string, owner: Owner): string {
  if (canEnter(folder, owner)) return join(resolve(folder), 'postgres')
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)
  return join(tmpdir(), `causeway-data-${name}`)
}

/** Makes it, empty and owned by that user; data of an earlier run is removed. */
export async function makeDataFolder(data: string, { uid, gid }: Owner): Promise<void> {
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  if (uid !== undefined && gid !== undefined) await chown(data, uid, gid)
}

function canEnter(folder: string, { uid, gid }: Owner) {
  if (uid === undefined || gid === undefined) return true
  return spawnSync('test', ['-x', folder], { uid, gid, cwd: '/' }).status === 0
}
