import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const exec = promisify(execFile)

/** As whom a program runs; empty for "as ourselves". */
export interface Owner {
  uid?: number
  gid?: number
}

/**
 * PostgreSQL refuses to run as root: then it runs as the user `postgres`, who is created when this
 * machine has none.
 */
export async function postgresOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {}
  try {
    return await idsOf('postgres')
  } catch {
    await exec('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    return idsOf('postgres')
  }
}

async function idsOf(user: string): Promise<Owner> {
  const [uid, gid] = await Promise.all([exec('id', ['-u', user]), exec('id', ['-g', user])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}
