import { throwAwayServiceDatabase } from '@causeway/testkit'
import { type Generated, type Kysely, sql } from 'kysely'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { createDatabase, createPool, listen, migrate } from './postgres.ts'

interface Database {
  note: { id: Generated<number>; text: string }
  ledger: { id: Generated<number>; text: string }
}

const migrations = {
  '001_note': {
    up: async (db: Kysely<unknown>) => {
      await sql`create table note (id bigint generated always as identity primary key, text text)`.execute(
        db,
      )
    },
  },
  '002_ledger': {
    up: async (db: Kysely<unknown>) => {
      await sql`create table ledger (id bigserial primary key, text text)`.execute(db)
    },
  },
}

async function aDatabase() {
  const database = await throwAwayServiceDatabase(inject('postgresUrl'))
  onTestFinished(database.drop)
  return database
}

function connect(url: string, onError?: (error: Error) => void) {
  const pool = createPool(url, { max: 3, applicationName: 'test', ...(onError ? { onError } : {}) })
  const db = createDatabase<Database>(pool)
  onTestFinished(() => db.destroy())
  return db
}

test('the application role gets rows and sequences, append-only tables, and no schema', async () => {
  const { migrationUrl, url, applicationRole } = await aDatabase()
  const owner = connect(migrationUrl)
  await migrate(owner, migrations, { applicationRole, appendOnly: ['ledger'] })
  await migrate(owner, migrations, { applicationRole, appendOnly: ['ledger'] })

  const db = connect(url)
  const note = await db.insertInto('note').values({ text: 'a' }).returning('id').execute()
  expect(note).toEqual([{ id: 1 }])
  await db.deleteFrom('note').execute()
  await db.insertInto('ledger').values({ text: 'a' }).execute()
  await expect(db.deleteFrom('ledger').execute()).rejects.toThrow(/permission denied/)
  await expect(sql`create table x (n int)`.execute(db)).rejects.toThrow(/permission denied/)
  await expect(sql`delete from kysely_migration`.execute(db)).rejects.toThrow(/permission denied/)
})

test('a failed migration throws and leaves nothing', async () => {
  const { migrationUrl, applicationRole } = await aDatabase()
  const owner = connect(migrationUrl)
  const broken = {
    ...migrations,
    '003_broken': {
      up: async (db: Kysely<unknown>) => void (await sql`select nothing`.execute(db)),
    },
  }
  await expect(migrate(owner, broken, { applicationRole })).rejects.toThrow(/nothing/)
  await expect(sql`select from note`.execute(owner)).rejects.toThrow(/does not exist/)
})

test('int8 is a number, and an error where it cannot be one', async () => {
  const db = connect((await aDatabase()).migrationUrl)
  const ask = (literal: string) => sql`select ${sql.raw(literal)}::int8 as n`.execute(db)

  expect((await ask('9007199254740991')).rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }])
  await expect(ask('9007199254740993')).rejects.toThrow(RangeError)
})

test('waits for a lock for two seconds and no longer', async () => {
  const db = connect((await aDatabase()).migrationUrl)
  await sql`create table busy (n int)`.execute(db)
  await db.transaction().execute(async (trx) => {
    await sql`lock table busy`.execute(trx)
    await expect(sql`select * from busy`.execute(db)).rejects.toMatchObject({ code: '55P03' })
  })
})

test('a connection cut while checked out fails its query and nothing else', async () => {
  const { migrationUrl } = await aDatabase()
  const onError = vi.fn()
  const db = connect(migrationUrl, onError)
  const others = sql`select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and datname = current_database()`

  const cut = db.transaction().execute(async (trx) => {
    await others.execute(db)
    await sql`select 1`.execute(trx)
  })
  await expect(cut).rejects.toThrow()
  expect((await sql`select 1 as n`.execute(db)).rows).toEqual([{ n: 1 }])
  expect(onError).toHaveBeenCalled()
})

test('listens again by itself after its connection was cut, and says so', async () => {
  const { migrationUrl } = await aDatabase()
  const db = connect(migrationUrl)
  const onNotify = vi.fn()
  const onListen = vi.fn()
  const listening = await listen(migrationUrl, 'outbox', { onNotify, onListen })
  onTestFinished(() => listening.close())

  await sql`select pg_notify('outbox', 'a')`.execute(db)
  await vi.waitFor(() => expect(onNotify).toHaveBeenCalledWith('a'))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'
    and datname = current_database()`.execute(db)
  await vi.waitFor(() => expect(onListen).toHaveBeenCalledTimes(2), 10_000)
  await sql`select pg_notify('outbox', 'b')`.execute(db)
  await vi.waitFor(() => expect(onNotify).toHaveBeenCalledWith('b'))
})

test('listening where there is no PostgreSQL is an error', async () => {
  const nowhere = 'postgres://a:b@127.0.0.1:1/x'
  const silent = { onNotify: () => {}, onListen: () => {} }
  await expect(listen(nowhere, 'outbox', silent)).rejects.toThrow()
})
