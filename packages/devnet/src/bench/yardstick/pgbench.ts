import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { body, digest, type Yardstick } from './transaction.ts'

const exec = promisify(execFile)

const SECONDS = 1
const THREADS = 2

const SCRIPT = `begin;
insert into bench_large (body) values (:body);
insert into bench_small (digest) values (:digest);
commit;
`

/**
 * The yardstick by pgbench with prepared statements; `undefined` where there is none on the PATH.
 * Its version may be older than that of the server: it only asks.
 */
export async function pgbench(url: URL): Promise<Yardstick | undefined> {
  const version = await exec('pgbench', ['--version']).catch(() => undefined)
  if (version === undefined) return undefined
  return {
    name: `${version.stdout.trim()} -M prepared, one transaction of a 6 kB row and a small row`,
    rate: (clients) => transactionsASecond(url, clients),
  }
}

async function transactionsASecond(url: URL, clients: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-pgbench-'))
  try {
    const script = join(folder, 'script.sql')
    await writeFile(script, SCRIPT)
    const options = ['-n', '-M', 'prepared', '-c', clients, '-j', THREADS, '-T', SECONDS]
    const content = ['-D', `body=${body}`, '-D', `digest=${digest}`]
    const { stdout } = await exec(
      'pgbench',
      [...options, ...content, '-f', script, '-U', url.username, url.pathname.slice(1)].map(String),
      { env: { ...process.env, PGHOST: url.hostname, PGPORT: url.port, PGPASSWORD: url.password } },
    )
    return readRate(stdout)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Throws `TypeError` when it reports no rate, or transactions that failed. */
export function readRate(report: string): number {
  const rate = Number(/^tps = ([0-9.]+)/m.exec(report)?.[1])
  const failed = Number(/^number of failed transactions: ([0-9]+)/m.exec(report)?.[1] ?? 0)
  if (!(rate > 0) || failed > 0) throw new TypeError('pgbench reports no clean rate')
  return rate
}
