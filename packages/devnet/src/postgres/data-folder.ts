import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Owner } from './owner.ts'

/**
 * An empty folder for the data, owned by the user that PostgreSQL runs as: in the run folder, or in
 * the temporary one when that user cannot get into the run folder. Data of an earlier run is
 * removed.
 */
export async function makeDataFolder(folder: string, { uid, gid }: Owner): Promise<string> {
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)
  const data = canEnter(folder, { uid, gid })
    ? join(resolve(folder), 'postgres')
    : join(tmpdir(), `causeway-data-${name}`)

  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  if (uid !== undefined && gid !== undefined) await chown(data, uid, gid)
  return data
}

function canEnter(
  folder: string,
  { uid, gid }: { uid: number | undefined; gid: number | undefined },
) {
  if (uid === undefined || gid === undefined) return true
  return spawnSync('test', ['-x', folder], { uid, gid, cwd: '/' }).status === 0
}
