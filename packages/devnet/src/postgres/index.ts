export { createServiceDatabase, dropServiceDatabase, type ServiceDatabase } from './databases.ts'
export { reapOrphansIn } from './orphans.ts'
export { type EmbeddedPostgres, startPostgres } from './start-postgres.ts'
