import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** The most that one look takes in: more at once than this is one change all the same. */
const LIMIT = 1000

/** Something that lists show: `key` is another one whenever it has changed. */
export interface Change {
  org: RandomId
  key: string
  at: Date
}

/** Handovers of these organisations that changed since. */
export async function listChanged(
  db: Kysely<Database>,
  orgs: readonly RandomId[],
  since: Date,
): Promise<Change[]> {
  const rows = await db
    .selectFrom('referral')
    .select(['id', 'own_org', 'version', 'changed_at'])
    .where('own_org', 'in', orgs)
    .where('changed_at', '>', since)
    .limit(LIMIT)
    .execute()
  return rows.map(({ id, own_org, version, changed_at }) => ({
    org: own_org,
    key: `${id}.${version}.${changed_at.getTime()}`,
    at: changed_at,
  }))
}

/** Alarms that are open now, as they stand; of the whole node when `orgs` is left out. */
export async function listAlarmStates(
  db: Kysely<Database>,
  orgs: readonly RandomId[] | undefined,
): Promise<Change[]> {
  const rows = await db
    .selectFrom('alarm')
    .select(['id', 'org', 'raised_at', 'acknowledged_at'])
    .where('ended_at', 'is', null)
    .$if(orgs !== undefined, (query) => query.where('org', 'in', orgs as RandomId[]))
    .limit(LIMIT)
    .execute()
  return rows.map(({ id, org, raised_at, acknowledged_at }) => ({
    org,
    key: `${id}.${acknowledged_at ?? ''}`,
    at: new Date((acknowledged_at ?? raised_at) * 1000),
  }))
}
