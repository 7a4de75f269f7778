import { createDatabase, createPool, migrate } from '@causeway/service-kit/postgres'
import { migrations } from './migrations/index.ts'
import type { Database } from './schema.ts'

/**
 * Brings the tables up to date as the migration role, and gives the application role its rights:
 * all on rows, but an entry of the audit can neither be changed nor removed.
 */
export async function migrateDatabase(
  migrationUrl: string,
  applicationRole: string,
): Promise<void> {
  const pool = createPool(migrationUrl, { max: 2, applicationName: 'country-node-migrate' })
  const db = createDatabase<Database>(pool)
  try {
    await migrate(db, migrations, { applicationRole, appendOnly: ['audit'] })
  } finally {
    await db.destroy()
  }
}
