import type { Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type pg from 'pg'

/** An outbox row that waits for its number and signature. */
export interface UnsignedRow {
  id: RandomId
  enc_kid: Digest
  commit: Digest
  ct: string
}

export interface SignedRow {
  id: RandomId
  seq: number
  envelope: string
  identity: Identity
}

const LOCK =
  'insert into outbox_counter (to_node, last_seq) values ($1, 0) on conflict (to_node) do update set last_seq = outbox_counter.last_seq returning last_seq'

const CLAIM = `select id, enc_kid, commit, ct from outbox
  where to_node = $1 and seq is null and refused is null order by position limit $2`

const NUMBER = `with signed as (
    select * from unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) as t(id, seq, envelope, identity)
  ), numbered as (
    update outbox set seq = signed.seq, envelope = signed.envelope, identity = signed.identity
    from signed where outbox.id = signed.id returning outbox.seq
  )
  update outbox_counter set last_seq = (select max(seq) from numbered) where to_node = $1`

/**
 * Numbers and signs what waits for one destination, in the order in which it was written. The
 * counter row is locked for the length of the transaction, so numbers have neither gap nor double,
 * whatever happens to this process. Returns how many were numbered.
 */
export async function numberOutbox(
  client: pg.ClientBase,
  to: NodeId,
  limit: number,
  sign: (row: UnsignedRow, seq: number) => SignedRow,
): Promise<number> {
  await client.query('begin')
  try {
    const counter = await client.query({ name: 'outbox-lock', text: LOCK, values: [to] })
    const last = counter.rows[0].last_seq as number
    const claimed = await client.query({ name: 'outbox-claim', text: CLAIM, values: [to, limit] })
    const rows = (claimed.rows as UnsignedRow[]).map((row, index) => sign(row, last + index + 1))
    if (rows.length > 0) {
      await client.query({
        name: 'outbox-number',
        text: NUMBER,
        values: [
          to,
          rows.map((row) => row.id),
          rows.map((row) => row.seq),
          rows.map((row) => row.envelope),
          rows.map((row) => row.identity),
        ],
      })
    }
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
