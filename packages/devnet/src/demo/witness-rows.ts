import { ask, connected } from '../postgres/ask.ts'

/** The schema in which the copies are. */
export const WITNESS = 'witness'

/** The table that keeps the copies of a table, for example of `public.mailbox`. */
export const copyOf = (table: string): string => `${WITNESS}."${table}"`

const TRIGGER = 'kept_by_the_witness'

/** Runs with the rights of the superuser who makes it: the services gain none. */
const KEEP = `create function ${WITNESS}.keep() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
  begin
    execute format('insert into %s select ($1).*', tg_argv[0]) using new;
    return null;
  end $$`

/** Partitions get the trigger of their parent. */
const TABLES = `select format('%I.%I', nspname, relname) as name
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind in ('r', 'p') and not relispartition and nspname = any ($1)`

/**
 * From now on keeps a copy of every row that anybody inserts into, or updates in, the tables of
 * these schemas, also when it is deleted at once. The function that is returned ends that and
 * removes the copies. `url` is the superuser's. One witness of a database at a time.
 */
export async function witnessRows(
  url: string,
  schemas: readonly string[],
): Promise<() => Promise<void>> {
  const tables = await ask<{ name: string }>(url, TABLES, [schemas])
  await connected(url, async (client) => {
    await client.query(`create schema ${WITNESS}`)
    await client.query(KEEP)
    for (const { name } of tables) {
      await client.query(`create table ${copyOf(name)} (like ${name})`)
      await client.query(
        `create trigger ${TRIGGER} after insert or update on ${name}
         for each row execute function ${WITNESS}.keep('${copyOf(name)}')`,
      )
    }
  })
  return () =>
    connected(url, async (client) => {
      for (const { name } of tables) await client.query(`drop trigger ${TRIGGER} on ${name}`)
      await client.query(`drop schema ${WITNESS} cascade`)
    })
}
