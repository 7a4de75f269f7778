import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import { DevnetFault } from '../reason.ts'
import { connected } from './ask.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { findDataFolder, makeDataFolder } from './data-folder.ts'
import { initialise } from './initialise.ts'
import { clusterIn, leaveTrace, reapOrphan, removeData, stopPostgres } from './orphans.ts'
import { type Owner, postgresOwner } from './owner.ts'
import { thisStarter } from './starter.ts'

interface PostgresOptions {
  /** The run folder: holds the log, and the data where the user PostgreSQL runs as can reach it. */
  folder: string
  /** Off only where losing everything in a power cut is fine. On when left out. */
  fsync?: boolean
  /** Ends the start, which then throws the signal's reason and leaves nothing. */
  signal?: AbortSignal | undefined
}

export interface EmbeddedPostgres {
  /** The superuser's URL of the database `postgres`. */
  url: string
  port: number
  pid: () => number
  logFile: string
  /** Stops and starts it again on the same port and data, as an operator or a crash would. */
  restart(how?: 'fast' | 'immediate'): Promise<void>
  /** Stops it and removes its data. */
  close(): Promise<void>
}

/**
 * A new, empty PostgreSQL on a free loopback port with a random password. What an earlier start in
 * this folder left running is stopped first. It outlives its starter only when that is killed
 * without a chance to close it.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { folder } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await reapOrphan(folder)
  const owner = await postgresOwner()
  const binaries = await findBinaries(owner)
  const data = findDataFolder(folder, owner)
  await leaveTrace(folder, { starter: thisStarter(), data })
  try {
    await makeDataFolder(data, owner)
    return await startCluster(options, binaries, owner, data)
  } catch (error) {
    await removeData(folder, data)
    throw error
  }
}

async function startCluster(
  { folder, fsync = true, signal }: PostgresOptions,
  binaries: Binaries,
  owner: Owner,
  data: string,
): Promise<EmbeddedPostgres> {
  const password = randomBytes(24).toString('base64url')
  signal?.throwIfAborted()
  await initialise(binaries, owner, data, password)

  const port = await freePort()
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const logFile = join(folder, 'postgres.log')

  const launch = async () => {
    signal?.throwIfAborted()
    const child = spawnServer(binaries, owner, { data, port, fsync, logFile })
    try {
      await ready(child, url, logFile, signal)
    } catch (error) {
      await stopPostgres(pidOf(child), data)
      throw error
    }
    return child
  }
  let child = await launch()

  return {
    url,
    port,
    pid: () => pidOf(child),
    logFile,
    async restart(how = 'fast') {
      if (how === 'immediate') process.kill(pidOf(child), 'SIGQUIT')
      await stopPostgres(pidOf(child), data)
      child = await launch()
    },
    async close() {
      await stopPostgres(pidOf(child), data)
      await removeData(folder, data)
    },
  }
}

interface ServerOptions {
  data: string
  port: number
  fsync: boolean
  logFile: string
}

/** Messages in its log are terse: no row, no value, no statement. */
function spawnServer(
  binaries: Binaries,
  owner: Owner,
  { data, port, fsync, logFile }: ServerOptions,
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(binaries.postgres, ['-D', clusterIn(data), '-p', String(port), ...flags], {
    ...owner,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  return child
}

async function ready(
  child: ChildProcess,
  url: string,
  logFile: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const limit = Date.now() + 60_000
  while (child.exitCode === null && Date.now() < limit) {
    signal?.throwIfAborted()
    const answers = await connected(url, async () => true).catch(() => false)
    if (answers) return
    await sleep(40)
  }
  const log = await readFile(logFile, 'utf8')
  throw new DevnetFault(`PostgreSQL did not start:\n${log.split('\n').slice(-10).join('\n')}`)
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new DevnetFault('PostgreSQL could not be started')
  return child.pid
}
