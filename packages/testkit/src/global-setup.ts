import { lstat, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reapOrphansIn, startPostgres } from '@causeway/devnet/postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's URL of the PostgreSQL that this run of the tests may use. */
    postgresUrl: string
  }
}

/**
 * One PostgreSQL for all test files: the one `TEST_DATABASE_URL` names, or an embedded one that is
 * removed at the end. Tests ask for it by `inject('postgresUrl')`.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('postgresUrl', given)
    return async () => {}
  }

  const folder = join(await runsFolder(), String(process.pid))
  const postgres = await startPostgres({ folder, fsync: false })
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where each run of the tests has a folder, so that what a killed run left behind can be found. */
async function runsFolder(): Promise<string> {
  const runs = join(tmpdir(), `causeway-tests-${process.getuid?.() ?? 0}`)
  await mkdir(runs, { recursive: true, mode: 0o700 })
  const found = await lstat(runs)
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) {
    throw new Error(`${runs} belongs to someone else`)
  }
  await reapOrphansIn(runs)
  return runs
}
