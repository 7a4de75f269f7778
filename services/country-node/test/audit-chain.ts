import { type Kysely, sql } from 'kysely'
import { type AuditEntry, appendAudit } from '../src/audit/append-audit.ts'
import type { Database } from '../src/database/schema.ts'

/** A chain of so many entries, and no check of it, made as the owner of the tables. */
export async function aChain(owner: Kysely<Database>, length: number, shift = 0): Promise<void> {
  await sql`truncate audit, audit_check`.execute(owner)
  await sql`update audit_head set n = 0, hash = repeat('A', 43)`.execute(owner)
  for (let n = 1; n <= length; n += 1) await append(owner, { at: 1_795_338_000 + n + shift })
}

export const append = (db: Kysely<Database>, changes: Partial<AuditEntry> = {}) =>
  db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: 1_795_338_000,
      actor: 'system',
      act: 'person.read',
      subject: 'synthetic',
      ...changes,
    }),
  )

/** What only the owner of the tables could do to a chain of nine, and where it shows. */
export const meddlings: [string, number, (db: Kysely<Database>) => Promise<unknown>][] = [
  ['changed', 4, (db) => sql`update audit set entry = 'x' where n = 4`.execute(db)],
  ['removed', 5, (db) => sql`delete from audit where n = 5`.execute(db)],
  [
    'exchanged with another one',
    3,
    (db) =>
      sql`update audit a set (prev, hash, entry) = (b.prev, b.hash, b.entry) from audit b
          where a.n in (3, 6) and b.n = 9 - a.n`.execute(db),
  ],
  [
    // Without the head, the next act would find its number taken, and nobody could do anything.
    'put in before others, which move up with the head',
    7,
    async (db) => {
      await sql`update audit set n = -n - 1 where n >= 7`.execute(db)
      await sql`update audit set n = -n where n < 0`.execute(db)
      await sql`insert into audit select 7, prev, hash, entry from audit where n = 6`.execute(db)
      await sql`update audit_head set n = n + 1`.execute(db)
    },
  ],
  ['cut off at the end', 8, (db) => sql`delete from audit where n >= 8`.execute(db)],
  [
    'cut off at the end, before somebody did more',
    8,
    async (db) => {
      await sql`delete from audit where n >= 8`.execute(db)
      await append(db)
    },
  ],
]
