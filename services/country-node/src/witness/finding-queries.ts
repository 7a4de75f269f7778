import type { LogFinding } from '@causeway/schemas/api'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

export interface FindingCount {
  kind: LogFinding['kind']
  count: number
  open: number
  first_at: Date
  last_at: Date
}

/** Findings about mail are over once the mail is proven; the others stay what they are. */
export async function countFindings(db: Kysely<Database>): Promise<FindingCount[]> {
  const { rows } = await sql<FindingCount>`
    select kind, count(*)::int as count, count(*) filter (where env is null)::int as open,
      min(noticed_at) as first_at, max(noticed_at) as last_at
    from log_finding
      left join inclusion on env = subject and kind in ('leaf_missing', 'mail_unwitnessed')
    group by kind order by kind`.execute(db)
  return rows
}

type FindingRow = Selectable<Database['log_finding']>

/** Newest first; `before` is where a page ended. */
export const listFindings = (
  db: Kysely<Database>,
  before: number | undefined,
  limit: number,
): Promise<FindingRow[]> =>
  db
    .selectFrom('log_finding')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('n', '<', before as number))
    .orderBy('n', 'desc')
    .limit(limit)
    .execute()
