export { createServiceDatabase, dropServiceDatabase, type ServiceDatabase } from './databases.ts'
export { makeRunFolder } from './run-folders.ts'
export { type EmbeddedPostgres, startPostgres } from './start-postgres.ts'
