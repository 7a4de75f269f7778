import type { Digest } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import { GENESIS } from './append-audit.ts'
import { listLinks } from './audit-queries.ts'
import { type NotedHead, START, type Walked, walkOn } from './walk-chain.ts'

export interface AuditVerdict {
  /** How many entries hold, from the first on. */
  entries: number
  /** What the newest entry's hash is said to be. */
  head: Digest
  /** The first number at which an entry was changed, removed or put in. */
  brokenAt?: number
}

interface Options {
  /** What the chain must still hold. */
  noted?: NotedHead | undefined
  /** Told how many entries have been read so far. */
  onProgress?: ((read: number) => void) | undefined
  /** What was walked before: from the first entry on when left out. */
  from?: Walked | undefined
}

/**
 * Reads the chain to its end, a page at a time and as it stood at one moment, and checks that each
 * entry hashes to what the next one and the head name. What it cannot see by itself is a chain that
 * was wholly rewritten together with its head: that shows against a head noted down before.
 */
export const verifyAudit = (db: Kysely<Database>, options: Options = {}): Promise<AuditVerdict> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const { noted } = options
      const head = await trx.selectFrom('audit_head').select(['n', 'hash']).executeTakeFirst()
      const { entries, last, isBroken } = await walk(trx, options)
      const isWhole =
        !isBroken && head?.n === entries && head.hash === last && entries >= (noted?.n ?? 0)
      const holding = Math.min(entries, head?.n ?? 0)
      const verdict = { entries: holding, head: head?.hash ?? GENESIS }
      return isWhole ? verdict : { ...verdict, brokenAt: holding + 1 }
    })

async function walk(
  trx: Transaction<Database>,
  { noted, onProgress, from = START }: Options,
): Promise<Walked> {
  let walked = from
  while (!walked.isBroken) {
    const { links, isLast } = await listLinks(trx, walked)
    walked = walkOn(walked, links, noted)
    onProgress?.(walked.entries)
    if (isLast) break
  }
  return walked
}
