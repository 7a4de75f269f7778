import { ask } from '../src/postgres/ask.ts'
import type { Network } from '../src/start-network.ts'

/** Envelopes as the parties know them: sorted identities, and the numbers of each pair of nodes. */
export interface Traffic {
  outbox: string[]
  inbox: string[]
  seenAtHub: string[]
  inLog: string[]
  /** Envelopes that the hub's receipt of acceptance is kept for, once for each receipt. */
  acceptedByHub: string[]
  /** What is still under way or was refused anywhere. */
  left: Record<string, number>
  /** Places that are missing, or were given twice, in any sequence of numbers. */
  gaps: Record<string, number>
}

const OUTBOX = 'select identity from outbox'
const INBOX = `select identity from inbox where outcome = 'applied'`
const ACCEPTED = `select env as identity from receipt where kind = 'submission_accepted'`
const BASE64URL = `rtrim(translate(encode(identity, 'base64'), '+/', '-_'), '=') as identity`

const LEFT = `select
    (select count(*) from outbox where submitted_at is null or refused is not null or seq is null)::int as unsent,
    (select count(*) from inbox where outcome <> 'applied')::int as refused,
    (select count(*) from owed_receipt)::int as owed`
const LEFT_AT_HUB = `select
    (select count(*) from mailbox)::int as mail,
    (select count(*) from pending_leaf)::int as leaves,
    (select count(*) from seen where not acknowledged)::int as unacknowledged`

/** Places missing between the first and the last, and the first is 1. */
const GAPS = `select
    (select coalesce(sum(gap), 0) from
      (select max(seq) - count(*) as gap from outbox group by to_node) as pair)::int as outbox,
    (select coalesce(sum(gap), 0) from
      (select max(seq) - count(*) as gap from inbox group by from_node) as pair)::int as inbox,
    (select coalesce(sum(last_seq), 0) - (select count(*) from outbox) from outbox_counter)::int
      as counter`
const GAPS_AT_HUB = `select
    (select coalesce(sum(gap), 0) from
      (select max(seq) - count(*) as gap from seen group by from_node, to_node) as pair)::int as seen,
    (select max(leaf_index) + 1 - count(*) from log_leaf)::int as log,
    (select max(size) - (select count(*) from log_leaf) from log_checkpoint)::int as checkpoint`

export async function countTraffic({ hub, nodes }: Network): Promise<Traffic> {
  const everyNode = Object.values(nodes)
  const listed = async (query: string) =>
    identities(await Promise.all(everyNode.map(({ database }) => ask(database.adminUrl, query))))
  const atHub = async (table: string) =>
    identities([await ask(hub.database.adminUrl, `select ${BASE64URL} from ${table}`)])
  const numbered = async (query: string, hubQuery: string) => {
    const places = [hub, ...everyNode]
    const rows = await Promise.all(
      places.map(({ database }) =>
        ask<Record<string, number>>(
          database.adminUrl,
          database === hub.database ? hubQuery : query,
        ),
      ),
    )
    return Object.fromEntries(
      rows.flatMap(([row = {}], index) =>
        Object.entries(row).map(([name, count]) => [`${name} ${nameOf(places[index])}`, count]),
      ),
    )
  }
  return {
    outbox: await listed(OUTBOX),
    inbox: await listed(INBOX),
    acceptedByHub: await listed(ACCEPTED),
    seenAtHub: await atHub('seen'),
    inLog: await atHub('log_leaf'),
    left: await numbered(LEFT, LEFT_AT_HUB),
    gaps: await numbered(GAPS, GAPS_AT_HUB),
  }
}

const nameOf = (place: object | undefined) =>
  place && 'id' in place ? `of ${place.id}` : 'of the hub'

const identities = (rows: object[][]): string[] =>
  rows
    .flat()
    .map((row) => String((row as { identity: unknown }).identity))
    .toSorted()
