import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import type { Database } from '../database/schema.ts'
import { type AuditEntry, appendAudit, hashEntry } from './append-audit.ts'
import { verifyAudit } from './verify-audit.ts'

const LENGTH = 12

const anEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  at: 1_795_338_000,
  actor: 'system',
  act: 'person.read',
  subject: 'AAAAAAAAAAAAAAAAAAAAAA',
  detail: { items: ['full_name', 'age_band'] },
  ...changes,
})

const append = (db: Kysely<Database>, entry = anEntry()) =>
  db.transaction().execute((trx) => appendAudit(trx, entry))

/** A chain of twelve, as the owner of the tables, who alone could do what is tried here. */
async function aChain(db: Kysely<Database>): Promise<void> {
  await sql`truncate audit`.execute(db)
  await sql`update audit_head set n = 0, hash = repeat('A', 43)`.execute(db)
  for (let n = 1; n <= LENGTH; n += 1) await append(db, anEntry({ at: 1_795_338_000 + n }))
}

type Tampering = { readonly name: string; readonly at: number; readonly value: string }
const place = fc.integer({ min: 1, max: LENGTH })
const tamperings: fc.Arbitrary<Tampering> = fc.record({
  name: fc.constantFrom('entry', 'hash', 'prev', 'rehash', 'delete', 'cut', 'insert', 'swap'),
  at: place,
  value: fc.base64String({ minLength: 4, maxLength: 40 }),
})

async function tamper(db: Kysely<Database>, { name, at, value }: Tampering): Promise<void> {
  const rows = db.updateTable('audit').where('n', '=', at)
  if (name === 'entry') await rows.set({ entry: value }).execute()
  if (name === 'hash')
    await rows.set({ hash: hashEntry(hashEntry('' as never, ''), value) }).execute()
  if (name === 'prev') await rows.set({ prev: hashEntry('' as never, value) }).execute()
  if (name === 'delete') await db.deleteFrom('audit').where('n', '=', at).execute()
  if (name === 'cut') await db.deleteFrom('audit').where('n', '>=', at).execute()
  if (name === 'rehash') {
    const { prev } = await db
      .selectFrom('audit')
      .select('prev')
      .where('n', '=', at)
      .executeTakeFirstOrThrow()
    await rows.set({ entry: value, hash: hashEntry(prev, value) }).execute()
  }
  if (name === 'insert') {
    const last = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
    const n = at % 2 === 0 ? last.n + 1 : 1 - at
    const row = { n, prev: last.hash, hash: hashEntry(last.hash, value), entry: value }
    await db.insertInto('audit').values(row).execute()
  }
  if (name === 'swap') {
    const other = (at % LENGTH) + 1
    await sql`
      update audit a set entry = b.entry from audit b
      where a.n in (${at}, ${other}) and b.n in (${at}, ${other}) and a.n <> b.n
    `.execute(db)
  }
}

describe('verifyAudit', () => {
  test('holds for a chain that nobody touched', async ({ owner }) => {
    await aChain(owner)
    expect(await verifyAudit(owner)).toMatchObject({ entries: LENGTH })
    expect(await verifyAudit(owner)).not.toHaveProperty('brokenAt')
  })

  test('finds any changed, removed or inserted row', async ({ owner }) => {
    await fc.assert(
      fc.asyncProperty(tamperings, async (tampering) => {
        await aChain(owner)
        await tamper(owner, tampering)
        const { brokenAt } = await verifyAudit(owner)
        expect(brokenAt).toBeGreaterThanOrEqual(1)
        expect(brokenAt).toBeLessThanOrEqual(LENGTH + 1)
        const points = ['entry', 'delete', 'cut', 'prev', 'hash']
        if (points.includes(tampering.name)) expect(brokenAt).toBe(tampering.at)
      }),
      { numRuns: 60 },
    )
  })

  test('finds a head that was set back', async ({ owner }) => {
    await aChain(owner)
    await sql`update audit_head set n = n - 1`.execute(owner)
    expect(await verifyAudit(owner)).toHaveProperty('brokenAt')
  })

  test('reads chains of more than a page', async ({ owner }) => {
    await aChain(owner)
    for (let n = 0; n < 1_050; n += 1) await append(owner)
    expect(await verifyAudit(owner)).toMatchObject({ entries: LENGTH + 1_050 })
    await tamper(owner, { name: 'entry', at: 1_040, value: 'changed' })
    expect(await verifyAudit(owner)).toMatchObject({ entries: 1_039, brokenAt: 1_040 })
  })
})

describe('appendAudit', () => {
  test('many at one moment make one chain', async ({ owner, db }) => {
    await aChain(owner)
    await Promise.all(Array.from({ length: 40 }, () => append(db)))
    expect(await verifyAudit(db)).toMatchObject({ entries: LENGTH + 40 })
  })

  test('what is rolled back leaves no gap', async ({ owner, db }) => {
    await aChain(owner)
    const rolledBack = db.transaction().execute(async (trx) => {
      await appendAudit(trx, anEntry())
      throw new Error('undone')
    })
    await expect(rolledBack).rejects.toThrow('undone')
    await append(db)
    expect(await verifyAudit(db)).toMatchObject({ entries: LENGTH + 1 })
  })

  test('the role of the service can neither change nor remove an entry', async ({ owner, db }) => {
    await aChain(owner)
    const denied = { code: '42501' }
    await expect(db.deleteFrom('audit').execute()).rejects.toMatchObject(denied)
    const change = db.updateTable('audit').set({ entry: 'changed' }).execute()
    await expect(change).rejects.toMatchObject(denied)
  })

  test('takes codes only: a name or a sentence is a mistake of the program', async ({ db }) => {
    const wrong: Partial<AuditEntry>[] = [
      { subject: 'Ioana Synthetic' },
      { detail: { note: 'she told us' } },
      { detail: { items: ['full_name', 'Ioanaé'] } },
      { detail: { share: 0.5 } },
    ]
    for (const changes of wrong) {
      await expect(append(db, anEntry(changes))).rejects.toThrow(TypeError)
    }
  })
})
