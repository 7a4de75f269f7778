import { rm } from 'node:fs/promises'
import { makeRunFolder, startPostgres } from '@causeway/devnet/postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's URL of the PostgreSQL that this run of the tests may use. */
    postgresUrl: string
  }
}

/**
 * One PostgreSQL for all test files: the one `TEST_DATABASE_URL` names, or an embedded one that is
 * removed at the end, or at the next run of the tests when this one is killed. Tests ask for it by `inject('postgresUrl')`.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('postgresUrl', given)
    return async () => {}
  }

  const folder = await makeRunFolder('tests')
  const postgres = await startPostgres({ folder, fsync: false })
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
}
