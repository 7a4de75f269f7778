import { appendFile, readFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import type pg from 'pg'
import { connected } from '../postgres/ask.ts'

/** A place in which something may be found, and in which marks can be left to prove it would be. */
export interface Haystack {
  texts(): AsyncGenerator<string>
  /** Leaves marks, fresh ones from each call of `spell`, in every form the place has. */
  plant(spell: () => string[]): Promise<void>
  /** Takes the marks away where that is possible. */
  clear(): Promise<void>
}

const MARKS = 'planted_marks'

/**
 * Every column of every row of every table, of one schema or of all: as text, bytes both as hex and
 * as UTF-8.
 */
export async function* databaseTexts(url: string, schema?: string): AsyncGenerator<string> {
  const tables = await connected(url, (client) => listTables(client, schema))
  for (const { name, columns } of tables) {
    const rows = await connected(url, (client) => readRows(client, name, columns))
    for (const row of rows) yield row.map(spellOut).join('\n')
  }
}

/** A whole database, or one schema of it, as its owner sees it. */
export function databaseHaystack(url: string, schema?: string): Haystack {
  const marks = `${schema ?? 'public'}.${MARKS}`
  return {
    texts: () => databaseTexts(url, schema),
    plant: (spell) =>
      connected(url, async (client) => {
        await client.query(`create table ${marks} (t text, b bytea, j jsonb)`)
        const insert = (column: string, value: unknown) =>
          client.query(`insert into ${marks} (${column}) values ($1)`, [value])
        for (const text of spell()) await insert('t', text)
        for (const text of spell()) await insert('b', Buffer.from(text))
        for (const text of spell()) await insert('j', JSON.stringify({ text }))
      }),
    clear: () =>
      connected(url, async (client) => {
        await client.query(`drop table ${marks}`)
      }),
  }
}

async function listTables(client: pg.Client, schema: string | undefined) {
  const { rows } = await client.query<{ name: string; columns: string }>(
    `select format('%I.%I', table_schema, table_name) as name,
            string_agg(
              format(case data_type when 'bytea' then '%I' else '%I::text' end, column_name), ', '
            ) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
       and table_schema = coalesce($1, table_schema)
     group by table_schema, table_name`,
    [schema ?? null],
  )
  return rows
}

async function readRows(client: pg.Client, table: string, columns: string) {
  const { rows } = await client.query<(string | Buffer | null)[]>({
    text: `select ${columns} from ${table}`,
    rowMode: 'array',
  })
  return rows
}

const spellOut = (value: string | Buffer | null) =>
  Buffer.isBuffer(value) ? `${value.toString('hex')}\n${value.toString()}` : (value ?? '')

/** What a process printed. Marks stay in it: a file that is being written is not cut. */
export const fileHaystack = (path: string): Haystack => ({
  async *texts() {
    yield await readFile(path, 'utf8')
  },
  plant: (spell) => appendFile(path, `${spell().join(' ')}\n`),
  clear: async () => {},
})

/** Every key of one Redis database and what it holds, in the form in which it is dumped. */
export function redisHaystack(url: string): Haystack {
  const asked = async <T>(act: (redis: Redis) => Promise<T>): Promise<T> => {
    const redis = new Redis(url)
    try {
      return await act(redis)
    } finally {
      redis.disconnect()
    }
  }
  const read = async (redis: Redis, key: string) => [
    key,
    (await redis.dumpBuffer(key))?.toString('latin1') ?? '',
    (await redis.type(key)) === 'hash' ? JSON.stringify(await redis.hgetall(key)) : '',
  ]
  return {
    async *texts() {
      const found = await asked(async (redis) => {
        const keys = await redis.keys('*')
        return Promise.all(keys.map((key) => read(redis, key)))
      })
      yield* found.flat()
    },
    plant: (spell) =>
      asked(async (redis) => {
        await redis.hset(MARKS, Object.fromEntries(spell().entries()))
      }),
    clear: () =>
      asked(async (redis) => {
        await redis.del(MARKS)
      }),
  }
}
