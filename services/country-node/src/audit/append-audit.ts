import { createHash } from 'node:crypto'
import type { Digest, RandomId } from '@causeway/schemas/wire'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export interface AuditEntry {
  /** Seconds since 1970. */
  at: number
  actor: { pseudonym: RandomId; role: string; org: RandomId } | 'system'
  /** What was done, `person.create`. */
  act: string
  /** The id of what it was done to. */
  subject: string
  /** Codes, ids and counts. */
  detail?: Record<string, string | number | readonly string[]>
}

/** The hash before the first entry. */
export const GENESIS = 'A'.repeat(43) as Digest

/** SHA-256("cw/1 audit\n" || prev || entry); `prev` is base64url and always 43 characters. */
export const hashEntry = (prev: Digest, entry: string): Digest =>
  createHash('sha256').update(`cw/1 audit\n${prev}${entry}`).digest('base64url') as Digest

/**
 * Adds an entry to the hash chain. Every append waits for the one before it to commit, so this is
 * the last statement of a transaction. Throws `TypeError` when an entry holds anything but codes,
 * ids and counts.
 */
export async function appendAudit(trx: Transaction<Database>, entry: AuditEntry): Promise<void> {
  const text = canonicalText(entry)
  const { numAffectedRows } = await sql`
    with head as (
      update audit_head set n = n + 1, prev = hash, hash = ${hashAfter(text)}
      returning n, prev, hash
    )
    insert into audit (n, prev, hash, entry) select n, prev, hash, ${text} from head
  `.execute(trx)
  if (numAffectedRows !== 1n) throw new TypeError('The chain of audit has no head')
}

/**
 * `hashEntry` by the database, so that the head of the chain is held for one statement and the
 * commit, and not while its hash travels here and back: every other append waits meanwhile.
 */
const hashAfter = (text: string) => sql`rtrim(translate(encode(
  sha256(convert_to('cw/1 audit' || chr(10) || hash || ${text}::text, 'UTF8')), 'base64'),
  '+/', '-_'), '=')`

/** Members in a fixed order and those of `detail` sorted: one entry has one text. */
function canonicalText({ at, actor, act, subject, detail = {} }: AuditEntry): string {
  const details = Object.entries(detail).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const strings = [act, subject, ...details.flatMap(([name, value]) => [name, value].flat())]
  const by =
    actor === 'system' ? actor : { org: actor.org, pseudonym: actor.pseudonym, role: actor.role }
  if (by !== 'system') strings.push(by.org, by.pseudonym, by.role)
  if (!strings.every(isCode)) throw new TypeError('An audit entry holds codes only')
  return JSON.stringify({ at, actor: by, act, subject, detail: Object.fromEntries(details) })
}

/** No space and no letter beyond ASCII: neither a name nor a sentence passes. */
const isCode = (value: string | number) =>
  typeof value === 'number' ? Number.isSafeInteger(value) : /^[A-Za-z0-9_.:/-]{1,128}$/.test(value)
