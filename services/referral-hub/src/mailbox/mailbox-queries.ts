import { ENVELOPE_BATCH, type NodeId, type RandomId, type Seconds } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'

/** Characters of mail on one page; a single envelope may be less than a tenth of it. */
const PAGE_LIMIT = 4 * 1024 * 1024

export interface Mail {
  position: number
  envelope: string
  ct: string
}

/**
 * What waits for a node beyond a position, oldest first: a page. Positions are drawn before they are
 * committed, so a lower one can appear later; rows therefore stay until acknowledged, and who reads
 * from 0 misses nothing.
 */
export async function findMail(
  db: Kysely<Database>,
  node: NodeId,
  after: number,
  now: Seconds,
): Promise<Mail[]> {
  const page = await sql<Mail>`
    select position, envelope, ct from (
      select position, envelope, ct,
        sum(octet_length(envelope) + octet_length(ct)) over (order by position) as running
      from (
        select position, envelope, ct from mailbox
        where to_node = ${node} and position > ${after} and exp > ${now}
        order by position limit ${ENVELOPE_BATCH}
      ) as newest
    ) as page
    where running <= ${PAGE_LIMIT} order by position`.execute(db)
  return page.rows
}

/**
 * Remembers that a node has stored these, removes its mail, and says how many of them that node has
 * acknowledged by now: the same however often it is asked. Ids of others' mail change nothing.
 */
export async function acknowledge(
  db: Kysely<Database>,
  node: NodeId,
  ids: readonly RandomId[],
): Promise<number> {
  const { rows } = await sql<{ acknowledged: number }>`
    with own as (
      select id from seen where id = any(${ids}::text[]) and to_node = ${node}
      order by id for update
    ), marked as (
      update seen set acknowledged = true
      where id in (select id from own) and not acknowledged
    ), removed as (
      delete from mailbox where id in (select id from own)
    )
    select count(*) as acknowledged from own`.execute(db)
  return rows[0]?.acknowledged ?? 0
}

/** Removes what can no longer be accepted by anybody. Returns how many. */
export async function deleteExpiredMail(db: Kysely<Database>, now: Seconds): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('mailbox')
    .where('exp', '<=', now)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
