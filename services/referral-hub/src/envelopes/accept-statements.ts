import type pg from 'pg'
import { bigintArray, byteaArray, textArray } from '../database/binary-arrays.ts'
import type { OfferedEnvelope } from './judge-envelope.ts'

/*
 * The hot path: one frozen text a statement, prepared once for each connection under its name.
 */

/**
 * Takes what is new, all of it or nothing: the row by which a repeat is known, the mail, and the
 * leaf that the log still owes. Who loses a race for an id or a place waits for the winner and takes
 * nothing.
 */
const TAKE = `
  with offered as (
    select * from unnest(
      $1::text[], $2::text[], $3::text[], $4::bigint[], $5::bytea[], $6::bytea[], $7::bigint[],
      $8::text[], $9::text[], $10::bigint[]
    ) with ordinality as offered (
      id, from_node, to_node, seq, identity, signature, received_at, envelope, ct, exp, place
    )
  ), taken as (
    insert into seen (id, from_node, to_node, seq, identity, signature, received_at)
    select id, from_node, to_node, seq, identity, signature, received_at
    from offered order by place
    on conflict do nothing
    returning id, identity
  ), mail as (
    insert into mailbox (id, to_node, envelope, ct, exp)
    select id, to_node, envelope, ct, exp from offered
    where id in (select id from taken) order by place
  ), leaf as (
    insert into pending_leaf (identity) select identity from taken
  )
  select id from taken`

/** The ids of those that were new. The rows have to differ in id and in (from, to, seq). */
export async function takeEnvelopes(
  pool: pg.Pool,
  rows: readonly OfferedEnvelope[],
): Promise<Set<string>> {
  const values = [
    textArray(rows.map(({ header }) => header.id)),
    textArray(rows.map(({ header }) => header.from)),
    textArray(rows.map(({ header }) => header.to)),
    bigintArray(rows.map(({ header }) => header.seq)),
    byteaArray(rows.map(identityOf)),
    byteaArray(rows.map(signatureOf)),
    bigintArray(rows.map(({ receivedAt }) => receivedAt)),
    textArray(rows.map(({ envelope }) => envelope)),
    textArray(rows.map(({ ct }) => ct)),
    bigintArray(rows.map(({ header }) => header.exp)),
  ]
  const taken = await pool.query<{ id: string }>({ name: 'hub-take', text: TAKE, values })
  return new Set(taken.rows.map(({ id }) => id))
}

const FIND_SEEN = `
  with offered as (
    select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
      as offered (id, from_node, to_node, seq)
  )
  select offered.id as offered, seen.id, seen.identity, seen.signature, seen.received_at,
    not seen.acknowledged
      and not exists (select from mailbox where mailbox.id = seen.id) as is_mail_lost
  from offered join seen on seen.id = offered.id
  union all
  select offered.id, seen.id, seen.identity, seen.signature, seen.received_at, false
  from offered join seen using (from_node, to_node, seq) where seen.id <> offered.id`

/** Something accepted earlier that has the id, or else the place, of what is offered now. */
export interface SeenEnvelope {
  offered: string
  id: string
  identity: Buffer
  signature: Buffer
  received_at: number
  is_mail_lost: boolean
}

/** What stood in the way of these. */
export async function findSeen(
  pool: pg.Pool,
  rows: readonly OfferedEnvelope[],
): Promise<SeenEnvelope[]> {
  const values = [
    rows.map(({ header }) => header.id),
    rows.map(({ header }) => header.from),
    rows.map(({ header }) => header.to),
    rows.map(({ header }) => header.seq),
  ]
  const seen = await pool.query<SeenEnvelope>({ name: 'hub-find-seen', text: FIND_SEEN, values })
  return seen.rows
}

/** The lock makes it wait for an acknowledgement under way, and then see it. */
const RESTORE_MAIL = `
  with owed as (
    select id from seen where id = any($1::text[]) and not acknowledged order by id for share
  )
  insert into mailbox (id, to_node, envelope, ct, exp)
  select id, to_node, envelope, ct, exp
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
    as offered (id, to_node, envelope, ct, exp)
  where id in (select id from owed)
  on conflict (id) do nothing`

/** Puts mail back that is neither there nor acknowledged, as after a restored backup. */
export async function restoreMail(pool: pg.Pool, rows: readonly OfferedEnvelope[]): Promise<void> {
  const values = [
    rows.map(({ header }) => header.id),
    rows.map(({ header }) => header.to),
    rows.map(({ envelope }) => envelope),
    rows.map(({ ct }) => ct),
    rows.map(({ header }) => header.exp),
  ]
  await pool.query({ name: 'hub-restore-mail', text: RESTORE_MAIL, values })
}

const identityOf = ({ identity }: OfferedEnvelope) => Buffer.from(identity, 'base64url')

const signatureOf = ({ envelope }: OfferedEnvelope) =>
  Buffer.from(envelope.slice(envelope.lastIndexOf('.') + 1), 'base64url')

/** Whether these are the very bytes that were accepted before: same content, same signature. */
export const isSameEnvelope = (row: OfferedEnvelope, seen: SeenEnvelope): boolean =>
  seen.identity.equals(identityOf(row)) && seen.signature.equals(signatureOf(row))
