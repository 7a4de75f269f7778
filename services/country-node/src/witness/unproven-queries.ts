import type { Identity } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

/** An envelope, sent or received, that is not proven to be in the log. */
export interface Unproven {
  identity: Identity
  /** When the hub took it, or this node did. */
  since: Date
}

/** Some of them, in the order of their identities; both tables have an index of just these rows. */
export async function listUnproven(
  db: Kysely<Database>,
  after: string,
  limit: number,
): Promise<Unproven[]> {
  const { rows } = await sql<Unproven>`
    (select identity, submitted_at as since from outbox
      where submitted_at is not null and not proven and identity > ${after}
      order by identity limit ${limit})
    union all
    (select identity, received_at as since from inbox
      where not proven and identity > ${after}
      order by identity limit ${limit})
    order by identity limit ${limit}`.execute(db)
  return rows
}
