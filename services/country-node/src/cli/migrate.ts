import { ConfigurationError } from '@causeway/service-kit/config'
import { createLogger } from '@causeway/service-kit/log'
import { migrateQueue } from '@causeway/service-kit/queue'
import { readMigrationConfig } from '../config.ts'
import { migrateDatabase } from '../database/migrate.ts'

const log = createLogger({ name: 'country-node' })

try {
  const { databaseUrl, applicationRole, queueUrl } = readMigrationConfig(process.env)
  await migrateDatabase(databaseUrl, applicationRole)
  if (queueUrl === undefined) await migrateQueue(databaseUrl, applicationRole)
  log.info('migrated')
} catch (error) {
  const reason = error instanceof ConfigurationError ? error.message : undefined
  log.fatal({ err: error, reason }, 'could not migrate')
  process.exitCode = 1
}
