import { createDatabase, createPool, migrate } from '@causeway/service-kit/postgres'
import { appendOnlyTables, migrations } from './migrations/index.ts'

/** Brings the hub's tables up to date as the migration role. Throws the cause of a failure. */
export async function migrateHub(migrationUrl: string, applicationRole: string): Promise<void> {
  const pool = createPool(migrationUrl, { max: 1, applicationName: 'referral-hub-migration' })
  const db = createDatabase<unknown>(pool)
  try {
    await migrate(db, migrations, { applicationRole, appendOnly: appendOnlyTables })
  } finally {
    await db.destroy()
  }
}
