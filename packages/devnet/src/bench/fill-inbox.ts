import { Client } from 'pg'

/** Of a hundred: what waits for an answer, what runs, and what is over. */
const statuses: Record<string, number> = {
  offered: 20,
  under_review: 20,
  accepted: 10,
  in_transit: 5,
  in_care: 15,
  declined: 15,
  closed: 15,
}

/**
 * Writes this many synthetic handovers into the database of a node, as received by one organisation:
 * codes and times, since an inbox shows nothing else. Every fiftieth has an alarm.
 */
export async function fillInbox(adminUrl: string, org: string, rows: number): Promise<void> {
  const each = Object.entries(statuses).flatMap(([status, share]) => Array(share).fill(status))
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(insertReferrals, [org, rows, each])
    await client.query(insertAlarms, [org])
    await client.query('analyze referral, alarm')
  } finally {
    await client.end()
  }
}

/** A random id in base64url, as nodes make them. */
const anId = `rtrim(translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/', '-_'), '=')`

/** As much of a state as a line shows. */
const state = `'{"questions": [], "isPaused": false, "recallRequested": false, "meeting": "none"}'`

const insertReferrals = `
  insert into referral (id, side, own_org, peer_node, peer_org, purpose, urgency, status, due_at,
    state, settled_version, created_at, changed_at)
  select ${anId}, 'receiver', $1, 'ro', ${anId},
    'return', (array['normal', 'normal', 'urgent', 'emergency'])[1 + n % 4], ($3::text[])[1 + n % 100],
    extract(epoch from now())::bigint + n * 60, ${state}::jsonb, 0,
    now() - n * interval '1 minute', now() - n * interval '30 seconds'
  from generate_series(1, $2::int) as n`

const insertAlarms = `
  insert into alarm (id, referral_id, org, side, kind, key, round, raised_at)
  select ${anId}, id, $1, 'receiver', 'unanswered', '', 1, 1
  from (select id, row_number() over () as n from referral) as one where n % 50 = 0`
