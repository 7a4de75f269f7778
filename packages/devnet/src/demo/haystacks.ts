import { readFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import pg from 'pg'

/** Every column of every row of every table: as text, bytes both as hex and as UTF-8. */
export async function* databaseTexts(adminUrl: string): AsyncGenerator<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string; columns: string }>(
      `select format('%I.%I', table_schema, table_name) as name,
              string_agg(format(case data_type when 'bytea' then '%I' else '%I::text' end, column_name), ', ')
                as columns
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       group by table_schema, table_name`,
    )
    for (const { name, columns } of tables) {
      const { rows } = await client.query<(string | Buffer | null)[]>({
        text: `select ${columns} from ${name}`,
        rowMode: 'array',
      })
      for (const row of rows) yield row.map(spellOut).join('\n')
    }
  } finally {
    await client.end()
  }
}

const spellOut = (value: string | Buffer | null) =>
  Buffer.isBuffer(value) ? `${value.toString('hex')}\n${value.toString()}` : (value ?? '')

export async function* fileTexts(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) yield readFile(path, 'utf8')
}

/** Every key of a Redis and what it holds, in the form in which it is dumped. */
export async function* redisTexts(url: string): AsyncGenerator<string> {
  const redis = new Redis(url)
  try {
    for (const key of await redis.keys('*')) {
      yield key
      yield (await redis.dumpBuffer(key))?.toString('latin1') ?? ''
      if ((await redis.type(key)) === 'hash') yield JSON.stringify(await redis.hgetall(key))
    }
  } finally {
    redis.disconnect()
  }
}
