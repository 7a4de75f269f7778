import type { ReferralList, ReferralListQuery } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/schema.ts'
import { listReferrals } from './referral-queries.ts'
import { summarise } from './view-referral.ts'

/** The last millisecond that a date can hold (ECMA-262 section 21.4.1.1). */
const LATEST = 8.64e15

/** Where a page ended; opaque to the caller, base64url JSON to us. */
const Cursor = z.tuple([z.int().min(0).max(LATEST), RandomId])

/** One page, last changed first. Throws `Problem('request-malformed')` for a cursor that is none. */
export async function pageOfReferrals(
  db: Kysely<Database>,
  org: RandomId,
  { after, limit }: ReferralListQuery,
): Promise<ReferralList> {
  const rows = await listReferrals(db, org, after ? readCursor(after) : undefined, limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    referrals: page.map(summarise),
    ...(last ? { next: writeCursor(last.changed_at, last.id) } : {}),
  }
}

const writeCursor = (at: Date, id: RandomId) =>
  Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url')

function readCursor(text: string): { at: Date; id: RandomId } {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at: new Date(at), id }
  } catch (cause) {
    const fault = { pointer: '/after', in: 'query', rule: 'invalid_cursor' } as const
    throw new Problem('request-malformed', { cause, faults: [fault] })
  }
}
