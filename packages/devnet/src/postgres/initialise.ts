import { spawn } from 'node:child_process'
import { chown, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DevnetFault } from '../reason.ts'
import type { Binaries } from './binaries.ts'
import { clusterIn } from './orphans.ts'
import type { Owner } from './owner.ts'

/**
 * Makes a cluster in an empty data folder: UTF-8, sorted by code point on every machine, password
 * for every connection. Throws what `initdb` says when it fails.
 */
export async function initialise(
  { initdb }: Binaries,
  owner: Owner,
  data: string,
  password: string,
): Promise<void> {
  const passwordFile = join(data, 'password')
  await writeFile(passwordFile, `${password}\n`, { flag: 'wx', mode: 0o600 })
  const flags = [
    `--pgdata=${clusterIn(data)}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]
  try {
    if (owner.uid !== undefined && owner.gid !== undefined) {
      await chown(passwordFile, owner.uid, owner.gid)
    }
    await finished(initdb, flags, owner)
  } finally {
    await rm(passwordFile)
  }
}

async function finished(program: string, flags: string[], owner: Owner): Promise<void> {
  const child = spawn(program, flags, { ...owner, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve)
  })
  if (code !== 0) throw new DevnetFault(`initdb failed: ${errors}`)
}
