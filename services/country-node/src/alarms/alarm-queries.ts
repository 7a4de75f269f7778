import type { RandomId } from '@causeway/schemas/wire'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { OpenAlarm } from '../deadlines/deadline-state.ts'

export type Alarm = Selectable<Database['alarm']>

export const findAlarm = (db: Kysely<Database>, id: RandomId): Promise<Alarm | undefined> =>
  db.selectFrom('alarm').selectAll().where('id', '=', id).executeTakeFirst()

/** Those of a referral that are not ended, oldest first. */
export async function listOpenAlarms(
  db: Kysely<Database>,
  referral: RandomId,
): Promise<OpenAlarm[]> {
  const rows = await db
    .selectFrom('alarm')
    .selectAll()
    .where('referral_id', '=', referral)
    .where('ended_at', 'is', null)
    .orderBy('raised_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, key, raised_at, acknowledged_at }) => ({
    id,
    kind,
    key,
    raisedAt: raised_at,
    isAcknowledged: acknowledged_at !== null,
  }))
}

/** One page of alarms, open ones first and then newest first; `before` is where to go on. */
export const listAlarms = (
  db: Kysely<Database>,
  org: RandomId | undefined,
  before: { isOpen: boolean; raisedAt: number; id: RandomId } | undefined,
  limit: number,
): Promise<Alarm[]> => {
  const isOpen = sql<boolean>`(ended_at is null)`
  return db
    .selectFrom('alarm')
    .selectAll()
    .$if(org !== undefined, (query) => query.where('org', '=', org as RandomId))
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(${isOpen}, raised_at, id) < (${before?.isOpen}, ${before?.raisedAt}, ${before?.id})`,
      ),
    )
    .orderBy(isOpen, 'desc')
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export type Rung = Selectable<Database['alarm_rung']>

/** Who was told of these alarms, in the order in which they were. */
export const listRungs = (db: Kysely<Database>, alarms: readonly RandomId[]): Promise<Rung[]> =>
  alarms.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('alarm_rung')
        .selectAll()
        .where('alarm_id', 'in', alarms)
        .orderBy('told_at')
        .orderBy('rung')
        .execute()
