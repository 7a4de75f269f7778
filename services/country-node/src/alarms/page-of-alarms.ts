import type { AlarmList, AlarmListQuery } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/schema.ts'
import { type Alarm, listAlarms, listRungs } from './alarm-queries.ts'
import { viewAlarm } from './view-alarm.ts'

/** Where a page ended: whether among the open ones, when it was raised, which. Opaque to callers. */
const Cursor = z.tuple([z.boolean(), z.int().min(0), RandomId])

/**
 * One page: those that are not ended first, each group with the newest first. `org`: of one
 * organisation, or of the whole node when left out. Throws `Problem('request-malformed')` for a
 * cursor that is none.
 */
export async function pageOfAlarms(
  db: Kysely<Database>,
  org: RandomId | undefined,
  { after, limit }: AlarmListQuery,
): Promise<AlarmList> {
  const found = await listAlarms(db, org, after ? readCursor(after) : undefined, limit + 1)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  const rungs = await listRungs(
    db,
    page.map(({ id }) => id),
  )
  return {
    alarms: page.map((alarm) =>
      viewAlarm(
        alarm,
        rungs.filter(({ alarm_id }) => alarm_id === alarm.id),
      ),
    ),
    ...(last ? { next: writeCursor(last) } : {}),
  }
}

const writeCursor = ({ ended_at, raised_at, id }: Alarm) =>
  Buffer.from(JSON.stringify([ended_at === null, raised_at, id])).toString('base64url')

function readCursor(text: string): { isOpen: boolean; raisedAt: number; id: RandomId } {
  try {
    const [isOpen, raisedAt, id] = Cursor.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    )
    return { isOpen, raisedAt, id }
  } catch (cause) {
    const fault = { pointer: '/after', in: 'query', rule: 'invalid_cursor' } as const
    throw new Problem('request-malformed', { cause, faults: [fault] })
  }
}
