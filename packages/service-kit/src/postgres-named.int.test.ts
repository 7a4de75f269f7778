import { throwAwayServiceDatabase } from '@causeway/testkit'
import { type Generated, type Kysely, sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { createDatabase, createPool } from './postgres.ts'

interface Database {
  note: { id: Generated<number>; text: string }
}

/** One connection, so that what was prepared can be seen. */
async function oneConnection() {
  const database = await throwAwayServiceDatabase(inject('postgresUrl'))
  onTestFinished(database.drop)
  const pool = createPool(database.migrationUrl, { max: 1, applicationName: 'test' })
  const db = createDatabase<Database>(pool)
  onTestFinished(() => db.destroy())
  await sql`create table note (id bigserial primary key, text text not null)`.execute(db)
  await sql`insert into note (text) values ('a'), ('b')`.execute(db)
  return db
}

const find = (db: Kysely<Database>, id: number) =>
  db.selectFrom('note').selectAll().where('id', '=', id).executeTakeFirst()

async function preparedIn(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements order by prepare_time`.execute(db)
  return rows.map(({ statement }) => statement)
}

test('a statement that comes again is prepared once, whatever its values', async () => {
  const db = await oneConnection()
  for (const id of [1, 2]) await find(db, id)
  expect(await preparedIn(db)).toEqual([])
  for (const id of [1, 2, 1, 3]) {
    expect((await find(db, id))?.text).toBe({ 1: 'a', 2: 'b' }[id])
  }
  expect(await preparedIn(db)).toEqual(['select * from "note" where "id" = $1'])
})

test('transactions are begun and ended under no name', async () => {
  const db = await oneConnection()
  for (let round = 0; round < 5; round += 1) {
    await db.transaction().execute((trx) => sql`select 1`.execute(trx))
  }
  expect(await preparedIn(db)).toEqual([])
})

test('a table that was changed fails a statement once and no more', async () => {
  const db = await oneConnection()
  for (let round = 0; round < 4; round += 1) await find(db, 1)
  await sql`alter table note add column more text not null default 'new'`.execute(db)
  await expect(find(db, 1)).rejects.toThrow(/must not change result type/)
  for (let round = 0; round < 4; round += 1) {
    expect(await find(db, 1)).toEqual({ id: 1, text: 'a', more: 'new' })
  }
})

test('texts that keep changing are not prepared without end', async () => {
  const db = await oneConnection()
  for (let length = 1; length <= 450; length += 1) {
    const values = Array.from({ length }, (_, index) => index)
    for (let round = 0; round < 3; round += 1) {
      await db.selectFrom('note').select('id').where('id', 'in', values).execute()
    }
  }
  expect(await preparedIn(db)).toHaveLength(400)
})
