import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { decrypt, encrypt, SealBrokenError } from './cipher.ts'
import { findDataKey, keepDataKey, listDataKeys } from './data-key-queries.ts'
import type { KeyProvider } from './key-provider.ts'

/** The key of this category was destroyed, or never was: what it sealed is gone for good. */
export class ErasedError extends Error {
  override readonly name = 'ErasedError'
}

/**
 * Encryption at rest: AES-256-GCM (NIST SP 800-38D) under one random key for each subject and
 * category. A sealed item opens only with the subject, category and context (which item, which
 * revision) that it was sealed with, so a row moved elsewhere does not.
 */
export interface Vault {
  /** Makes the key at first use; whoever comes second, from whichever process, uses the same. */
  seal(
    db: Kysely<Database>,
    subjectId: string,
    category: string,
    plaintext: Uint8Array,
    context: string,
  ): Promise<Buffer>
  /** Throws `ErasedError` when there is no key (any more), `SealBrokenError` when it does not open. */
  open(
    db: Kysely<Database>,
    subjectId: string,
    category: string,
    sealed: Buffer,
    context: string,
  ): Promise<Buffer>
  /**
   * Several values of one subject, in the given order, with one look for their keys; `undefined` where
   * the key was destroyed. Throws `SealBrokenError` when one of the others does not open.
   */
  openAll(
    db: Kysely<Database>,
    subjectId: string,
    values: readonly SealedValue[],
  ): Promise<(Buffer | undefined)[]>
}

/** A sealed value and where it belongs. */
interface SealedValue {
  category: string
  sealed: Buffer
  context: string
}

const KEY_LENGTH = 32

/** Keys are unwrapped for one use and then overwritten: a destroyed key works nowhere, at once. */
export function createVault(keys: KeyProvider, now: () => Date): Vault {
  const unwrap = async (stored: { wrapped: Buffer; wrapped_by: string }, context: string) => {
    if (stored.wrapped_by === keys.id) return keys.unwrap(stored.wrapped, context)
    throw new SealBrokenError('wrapped by another key than this node has')
  }

  const makeKey = async (db: Kysely<Database>, subjectId: string, category: string) => {
    const dataKey = randomBytes(KEY_LENGTH)
    const wrapped = await keys.wrap(dataKey, wrapContext(subjectId, category))
    dataKey.fill(0)
    const kept = await keepDataKey(db, {
      subject_id: subjectId,
      category,
      wrapped,
      wrapped_by: keys.id,
      created_at: now(),
    })
    return kept ?? findDataKey(db, subjectId, category)
  }

  return {
    async seal(db, subjectId, category, plaintext, context) {
      const stored =
        (await findDataKey(db, subjectId, category)) ?? (await makeKey(db, subjectId, category))
      if (!stored) throw new ErasedError('destroyed while it was being made')
      const dataKey = await unwrap(stored, wrapContext(subjectId, category))
      try {
        return encrypt(dataKey, plaintext, itemContext(subjectId, category, context))
      } finally {
        dataKey.fill(0)
      }
    },
    async open(db, subjectId, category, sealed, context) {
      const stored = await findDataKey(db, subjectId, category)
      if (!stored) throw new ErasedError('there is no key for this category')
      const dataKey = await unwrap(stored, wrapContext(subjectId, category))
      try {
        return decrypt(dataKey, sealed, itemContext(subjectId, category, context))
      } finally {
        dataKey.fill(0)
      }
    },
    async openAll(db, subjectId, values) {
      const categories = [...new Set(values.map(({ category }) => category))]
      const dataKeys = new Map<string, Buffer>()
      try {
        for (const stored of await listDataKeys(db, subjectId, categories)) {
          const { category } = stored
          dataKeys.set(category, await unwrap(stored, wrapContext(subjectId, category)))
        }
        return values.map(({ category, sealed, context }) => {
          const dataKey = dataKeys.get(category)
          return dataKey && decrypt(dataKey, sealed, itemContext(subjectId, category, context))
        })
      } finally {
        for (const dataKey of dataKeys.values()) dataKey.fill(0)
      }
    },
  }
}

/** JSON arrays, so that no two lists of parts spell the same context. */
const wrapContext = (subjectId: string, category: string) =>
  JSON.stringify(['cw/1 data key', subjectId, category])
const itemContext = (subjectId: string, category: string, context: string) =>
  Buffer.from(JSON.stringify(['cw/1 item', subjectId, category, context]))
