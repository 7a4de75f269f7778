import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { nameStatements } from './postgres-named.ts'

export { type Listening, listen } from './postgres-listen.ts'

interface PoolOptions {
  max: number
  applicationName: string
  /** Told of connections that broke while nobody waited for them; their next use reconnects. */
  onError?: (error: Error) => void
}

/**
 * A pool on which nothing can hang: 10 s a statement, 2 s waiting for a lock, 15 s idle in a
 * transaction, 5 s to connect. `int8` arrives as a number and throws `RangeError` beyond 2^53.
 * A restart of PostgreSQL breaks the statements in flight and leaves the pool usable.
 */
export function createPool(
  url: string,
  { max, applicationName, onError = () => {} }: PoolOptions,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    statement_timeout: 10_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 15_000,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: { getTypeParser: parserOf },
  })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** A query builder on the pool, whose statements are named; destroying it ends the pool. */
export const createDatabase = <T>(pool: pg.Pool): Kysely<T> =>
  new Kysely<T>({ dialect: new PostgresDialect({ pool: nameStatements(pool) }) })

interface MigrateOptions {
  /** The role the service runs as, which may read and write rows and nothing else. */
  applicationRole: string
  /** Tables in which the service may add rows but never change or remove one. */
  appendOnly?: readonly string[]
}

/**
 * Brings the database up to the last of the migrations (a hand-written record, taken in the
 * alphabetical order of its keys) and gives the application role its rights on schema `public`,
 * on what exists and what will. Throws the cause when a migration fails, and rolls all back.
 */
export async function migrate<T>(
  db: Kysely<T>,
  migrations: Record<string, Migration>,
  { applicationRole, appendOnly = [] }: MigrateOptions,
): Promise<void> {
  const provider = { getMigrations: async () => migrations }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error

  const role = sql.id(applicationRole)
  const grants = [
    sql`revoke create on schema public from public`,
    sql`grant usage on schema public to ${role}`,
    sql`grant select, insert, update, delete on all tables in schema public to ${role}`,
    sql`grant usage, select on all sequences in schema public to ${role}`,
    sql`alter default privileges in schema public
        grant select, insert, update, delete on tables to ${role}`,
    sql`alter default privileges in schema public grant usage, select on sequences to ${role}`,
    sql`revoke insert, update, delete on kysely_migration, kysely_migration_lock from ${role}`,
    ...appendOnly.map((table) => sql`revoke update, delete on ${sql.table(table)} from ${role}`),
  ]
  await db.transaction().execute(async (trx) => {
    for (const grant of grants) await grant.execute(trx)
  })
}

const parserOf = ((oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 && format !== 'binary'
    ? parseInt8
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser

function parseInt8(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError('An int8 column holds a value that a number cannot')
}
