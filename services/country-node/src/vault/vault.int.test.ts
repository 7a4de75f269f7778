import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { anAgreement, canaries, canaryRecord } from '../../test/record.ts'
import type { Database } from '../database/schema.ts'
import { readItems } from '../people/read-items.ts'
import { SealBrokenError } from './cipher.ts'
import { keyProviderOf } from './key-provider.ts'
import { createVault, ErasedError } from './vault.ts'

const now = () => new Date('2026-11-22T09:00:00Z')
const plaintext = Buffer.from('canary in the vault')

describe('at rest', () => {
  test('no value of a record is in any column, in any spelling, nor in the log', async ({
    as,
    owner,
    lines,
    network,
  }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', canaryRecord())).json()
    await worker.get(`/people/${id}`)
    const text = 'canary wording as it was read to her'
    const agreement = anAgreement(network.receiver, { text })
    const agreed = await worker.post(`/people/${id}/agreements`, agreement)
    expect(agreed.statusCode).toBe(201)

    const dump = (await everyRow(owner)) + lines.join('\n')
    expect(dump).toContain(id)
    for (const canary of [...Object.values(canaries), text]) {
      for (const spelling of spellings(canary)) expect(dump).not.toContain(spelling)
    }
  })

  test('an erased category cannot be read by anyone, the others can', async ({
    as,
    db,
    context,
  }) => {
    const worker = await as('case_worker')
    const { id } = (await worker.post('/people', canaryRecord())).json()
    await destroyKey(db, id, 'health')

    const { items } = (await worker.get(`/people/${id}`)).json()
    expect(items).toHaveLength(Object.keys(canaries).length - 1)
    expect(await readItems(db, context.vault, id, ['health_conditions'])).toEqual([])
  })
})

describe('the vault', () => {
  const aVault = () => createVault(keyProviderOf(randomBytes(32)), now)

  test('opens what it sealed, and only with the same subject, category and context', async ({
    db,
    context: { randomId },
  }) => {
    const vault = aVault()
    const [her, other] = [randomId(), randomId()]
    const sealed = await vault.seal(db, her, 'health', plaintext, 'medication/1')
    await vault.seal(db, her, 'needs', plaintext, 'medication/1')
    await vault.seal(db, other, 'health', plaintext, 'medication/1')

    expect(await vault.open(db, her, 'health', sealed, 'medication/1')).toEqual(plaintext)
    const places = [
      [other, 'health', 'medication/1'],
      [her, 'needs', 'medication/1'],
      [her, 'health', 'medication/2'],
    ] as const
    for (const [subject, category, context] of places) {
      const moved = vault.open(db, subject, category, sealed, context)
      await expect(moved).rejects.toThrow(SealBrokenError)
    }
  })

  test('a wrapped key moved to another person or category does not unwrap', async ({
    db,
    context: { randomId },
  }) => {
    const vault = aVault()
    const [her, other] = [randomId(), randomId()]
    const sealed = await vault.seal(db, her, 'health', plaintext, 'a')
    const rename = (subject_id: string, category: string) =>
      db
        .updateTable('data_key')
        .set({ subject_id, category })
        .where('subject_id', 'in', [her, other])
        .execute()
    await rename(other, 'health')
    await expect(vault.open(db, other, 'health', sealed, 'a')).rejects.toThrow(SealBrokenError)
    await rename(her, 'needs')
    await expect(vault.open(db, her, 'needs', sealed, 'a')).rejects.toThrow(SealBrokenError)
  })

  test('any changed bit is noticed', async ({ db, context: { randomId } }) => {
    const vault = aVault()
    const her = randomId()
    const sealed = await vault.seal(db, her, 'health', plaintext, 'a')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(vault.open(db, her, 'health', changed, 'a')).rejects.toThrow(SealBrokenError)
    }
    const cut = vault.open(db, her, 'health', sealed.subarray(0, 20), 'a')
    await expect(cut).rejects.toThrow(SealBrokenError)
  })

  test('an erased key opens nothing, and a new one does not bring it back', async ({
    db,
    context: { randomId },
  }) => {
    const vault = aVault()
    const her = randomId()
    const sealed = await vault.seal(db, her, 'health', plaintext, 'a')
    await destroyKey(db, her, 'health')
    await expect(vault.open(db, her, 'health', sealed, 'a')).rejects.toThrow(ErasedError)

    await vault.seal(db, her, 'health', plaintext, 'a')
    await expect(vault.open(db, her, 'health', sealed, 'a')).rejects.toThrow(SealBrokenError)
  })

  test('opens many together: in their order, without what was erased, and nothing that was moved', async ({
    db,
    context: { randomId },
  }) => {
    const vault = aVault()
    const [her, other] = [randomId(), randomId()]
    const places = ['health', 'needs', 'health', 'contact'].map((category, index) => ({
      category,
      context: `${category}/${index}`,
    }))
    const seal = (subject: string) =>
      Promise.all(
        places.map(async ({ category, context }) => {
          const value = Buffer.from(`${subject} ${context}`)
          return {
            category,
            context,
            sealed: await vault.seal(db, subject, category, value, context),
          }
        }),
      )
    const [hers, theirs] = [await seal(her), await seal(other)]
    const texts = async () => (await vault.openAll(db, her, hers)).map((bytes) => bytes?.toString())
    const told = places.map(({ context }) => `${her} ${context}`)
    expect(await texts()).toEqual(told)

    await destroyKey(db, her, 'needs')
    expect(await texts()).toEqual(told.map((text) => (text.includes('needs') ? undefined : text)))
    expect(await vault.openAll(db, her, [])).toEqual([])
    await expect(vault.openAll(db, her, [...hers, ...theirs])).rejects.toThrow(SealBrokenError)
    const moved = hers.map((value) => ({ ...value, context: 'health/0' }))
    await expect(vault.openAll(db, her, moved)).rejects.toThrow(SealBrokenError)
  })

  test('processes that use a category first at one moment end with one key', async ({
    db,
    owner,
    context: { randomId },
  }) => {
    const key = randomBytes(32)
    const her = randomId()
    const processes = Array.from({ length: 12 }, () => createVault(keyProviderOf(key), now))
    const sealed = await Promise.all(
      processes.map((vault, turn) =>
        (turn % 2 === 0 ? db : owner)
          .transaction()
          .execute((trx) => vault.seal(trx, her, 'health', plaintext, 'a')),
      ),
    )
    for (const item of sealed) {
      expect(await processes[0]?.open(db, her, 'health', item, 'a')).toEqual(plaintext)
    }
    const keys = await db.selectFrom('data_key').where('subject_id', '=', her).selectAll().execute()
    expect(keys).toHaveLength(1)
  })

  test("another node's key opens nothing", async ({ db, context: { randomId } }) => {
    const her = randomId()
    const sealed = await aVault().seal(db, her, 'health', plaintext, 'a')
    await expect(aVault().open(db, her, 'health', sealed, 'a')).rejects.toThrow(SealBrokenError)
  })
})

/** Every table as text, bytes in hexadecimal and in base64. */
const destroyKey = (db: Kysely<Database>, subject: string, category: string) =>
  db
    .deleteFrom('data_key')
    .where('subject_id', '=', subject)
    .where('category', '=', category)
    .execute()

async function everyRow(db: Kysely<Database>): Promise<string> {
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'
  `.execute(db)
  let dump = ''
  for (const { name } of tables.rows) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(
      db,
    )
    dump += JSON.stringify(rows, (_, value) => spellBytes(value))
  }
  return dump
}

/** A Buffer arrives at a JSON replacer as `{ type, data }`. */
function spellBytes(value: unknown): unknown {
  const { type, data } = (value ?? {}) as { type?: unknown; data?: number[] }
  if (type !== 'Buffer' || !data) return value
  const bytes = Buffer.from(data)
  return [bytes.toString('latin1'), bytes.toString('hex'), bytes.toString('base64')]
}

/** As it is, in hexadecimal, and in base64 whatever its place among the bytes before it. */
function spellings(text: string): string[] {
  const bytes = Buffer.from(text)
  const inBase64 = [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes.subarray(0, 12)])
    return padded.toString('base64').slice(shift === 0 ? 0 : 4, 14)
  })
  return [text, bytes.toString('hex'), ...inBase64, encodeURIComponent(text)]
}
