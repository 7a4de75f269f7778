import type { AuditPage, AuditQuery } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { type NodeContext, seconds, secondsOf } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { appendAudit } from './append-audit.ts'
import { type EntrySearch, listEntries } from './entry-queries.ts'
import { listOwners } from './owner-queries.ts'
import { readEntry } from './read-entry.ts'

/** As the query of the API, where more than one may be meant by what was typed. */
export interface AuditQuestion extends Pick<AuditQuery, 'from' | 'until' | 'after' | 'limit'> {
  referrals?: readonly RandomId[] | undefined
  people?: readonly RandomId[] | undefined
  workers?: readonly RandomId[] | undefined
}

/**
 * One page of who did what, newest first: codes and ids, no case content. The reading is on record
 * before anything is answered. Throws as `decide`, and `Problem('request-malformed')` for a cursor
 * that is none.
 */
export function readAudit(
  { db, now }: NodeContext,
  actor: StaffActor,
  question: AuditQuestion,
): Promise<AuditPage> {
  decide(actor, 'audit.read')
  const { referrals, people, workers, limit } = question
  const search: EntrySearch = { referrals, people, workers, ...boundsOf(question) }
  return db.transaction().execute(async (trx) => {
    const found = await listEntries(trx, search, limit + 1)
    const page = found.slice(0, limit)
    const read = page.map(({ n, entry }) => ({ n, ...readEntry(entry) }))
    const owners = await listOwners(
      trx,
      read.flatMap((line) => ('subject' in line ? line.subject : [])),
    )
    const entries = read.map((line) => ({
      ...line,
      ...('subject' in line ? owners.get(line.subject) : {}),
    }))
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'audit.read',
      subject: [referrals, people, workers].flatMap((it) => it ?? [])[0] ?? 'audit',
      detail: { entries: entries.length },
    })
    const last = found.length > limit ? page.at(-1) : undefined
    return { entries, ...(last ? { next: String(last.n) } : {}) }
  })
}

function boundsOf({ from, until, after }: AuditQuestion) {
  if (after !== undefined && !/^[1-9][0-9]{0,14}$/.test(after)) {
    const fault = { pointer: '/after', in: 'query', rule: 'invalid_cursor' } as const
    throw new Problem('request-malformed', { faults: [fault] })
  }
  return {
    from: from === undefined ? undefined : secondsOf(new Date(from)),
    until: until === undefined ? undefined : secondsOf(new Date(until)),
    before: after === undefined ? undefined : Number(after),
  }
}
