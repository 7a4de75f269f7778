import { sha256 } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import type { Digest } from '@causeway/schemas/wire'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/** Ids and states only: it is stored in clear and sent again. */
export type Reply = { status: number; body: object }

/**
 * Stores the reply in the transaction that has the effect, so that both are kept or neither is.
 * Call it before `appendAudit`, so that two requests wait for each other in one order.
 */
export type Remember = (trx: Transaction<Database>, reply: Reply) => Promise<void>

export interface IdempotentRequest {
  caller: string
  /** The header as it came. */
  key: string | undefined
  fingerprint: Digest
}

/**
 * Runs a request once for each caller and key, however often and from wherever it is sent, and
 * gives every repetition the first reply. Throws `Problem`: `idempotency-key-missing` when the key
 * is not 1 to 64 visible ASCII characters, `idempotency-key-reused` when it came with another
 * request, and whatever `run` throws; a refusal is not remembered.
 */
export async function idempotently(
  db: Kysely<Database>,
  { caller, key, fingerprint }: IdempotentRequest,
  now: () => Date,
  run: (remember: Remember) => Promise<Reply>,
): Promise<Reply & { replayed: boolean }> {
  if (key === undefined || !/^[\x21-\x7e]{1,64}$/.test(key)) {
    throw new Problem('idempotency-key-missing')
  }
  const row = { caller, key: sha256(key), request_sha256: fingerprint }

  const earlier = await findReply(db, row)
  if (earlier) return earlier
  const remember: Remember = async (trx, { status, body }) => {
    const values = { ...row, status, body: JSON.stringify(body), created_at: now() }
    await trx.insertInto('idempotency').values(values).execute()
  }
  try {
    return { ...(await run(remember)), replayed: false }
  } catch (error) {
    // A twin may have won the race, or the commit may have held though its answer was lost.
    const stored = await findReply(db, row)
    if (stored) return stored
    throw error
  }
}

async function findReply(
  db: Kysely<Database>,
  { caller, key, request_sha256 }: { caller: string; key: string; request_sha256: Digest },
): Promise<(Reply & { replayed: true }) | undefined> {
  const stored = await db
    .selectFrom('idempotency')
    .select(['request_sha256', 'status', 'body'])
    .where('caller', '=', caller)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!stored) return undefined
  if (stored.request_sha256 !== request_sha256) throw new Problem('idempotency-key-reused')
  return { status: stored.status, body: stored.body, replayed: true }
}
