import { LogFinding, type LogFindingPage, type LogFindingQuery } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { listFindings } from './finding-queries.ts'

/**
 * One page of what was found about the hub's log, newest first, with what proves it to others.
 * Throws `Problem('request-malformed')` for a cursor that is none.
 */
export async function pageOfFindings(
  db: Kysely<Database>,
  { after, limit }: LogFindingQuery,
): Promise<LogFindingPage> {
  if (after !== undefined && !/^[1-9][0-9]{0,14}$/.test(after)) {
    const fault = { pointer: '/after', in: 'query', rule: 'invalid_cursor' } as const
    throw new Problem('request-malformed', { faults: [fault] })
  }
  const found = await listFindings(db, after === undefined ? after : Number(after), limit + 1)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    findings: page.map(({ kind, subject, evidence, noticed_at }) => ({
      found: LogFinding.parse({ kind, subject, evidence }),
      noticed_at: noticed_at.toISOString(),
    })),
    ...(last ? { next: String(last.n) } : {}),
  }
}
