import type { Digest } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { GENESIS, hashEntry } from './append-audit.ts'

export interface AuditVerdict {
  /** How many entries hold, from the first on. */
  entries: number
  /** What the newest entry's hash is said to be. */
  head: Digest
  /** The first number at which an entry was changed, removed or put in. */
  brokenAt?: number
}

/** An entry's number and hash, as they were written down at some time outside of the database. */
export interface NotedHead {
  n: number
  hash: Digest
}

interface Options {
  /** What the chain must still hold. */
  noted?: NotedHead | undefined
  /** Told how many entries have been read so far. */
  onProgress?: ((read: number) => void) | undefined
}

const PAGE = 1000

/**
 * Reads the whole chain, a page at a time and as it stood at one moment, and checks that each entry
 * hashes to what the next one and the head name. What it cannot see by itself is a chain that was
 * wholly rewritten together with its head: that shows against a head noted down before.
 */
export const verifyAudit = (
  db: Kysely<Database>,
  { noted, onProgress }: Options = {},
): Promise<AuditVerdict> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const head = await trx.selectFrom('audit_head').select(['n', 'hash']).executeTakeFirst()
      const { entries, last, isBroken } = await walk(trx, noted, onProgress)
      const isWhole =
        !isBroken && head?.n === entries && head.hash === last && entries >= (noted?.n ?? 0)
      const holding = Math.min(entries, head?.n ?? 0)
      const verdict = { entries: holding, head: head?.hash ?? GENESIS }
      return isWhole ? verdict : { ...verdict, brokenAt: holding + 1 }
    })

async function walk(
  trx: Transaction<Database>,
  noted: NotedHead | undefined,
  onProgress: Options['onProgress'],
) {
  let entries = 0
  let last = GENESIS
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const page = await trx
      .selectFrom('audit')
      .selectAll()
      .where('n', '>', after)
      .orderBy('n')
      .limit(PAGE)
      .execute()
    for (const { n, prev, hash, entry } of page) {
      const isLinked = n === entries + 1 && prev === last && hash === hashEntry(prev, entry)
      const isAsNoted = n !== noted?.n || hash === noted.hash
      if (!isLinked || !isAsNoted) return { entries, last, isBroken: true }
      entries = n
      after = n
      last = hash
    }
    onProgress?.(entries)
    if (page.length < PAGE) return { entries, last, isBroken: false }
  }
}
