export {
  createServiceDatabase,
  dropServiceDatabase,
  type ServiceDatabase,
} from './postgres/databases.ts'
export { reapOrphansIn } from './postgres/orphans.ts'
export { type EmbeddedPostgres, startPostgres } from './postgres/start-postgres.ts'
