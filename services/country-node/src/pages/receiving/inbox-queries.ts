import type { RandomId } from '@causeway/schemas/wire'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { NOTHING_DUE } from '../../deadlines/deadline-queries.ts'
import type { Cursor } from './inbox-cursor.ts'
import type { InboxFilter } from './inbox-view.ts'

const received = (db: Kysely<Database>, org: RandomId) =>
  db.selectFrom('referral').where('own_org', '=', org).where('side', '=', 'receiver')

/** What one line says. */
const shown = [
  'id',
  'status',
  'stage',
  'urgency',
  'purpose',
  'state',
  'created_at',
  'changed_at',
  'due_at',
] as const

/**
 * One page of what an organisation has received: what has an end in the order of its deadlines, what
 * is over newest first. Each page is read from an index where the last one ended, so that the
 * thousandth costs what the first one does.
 */
export const listReceived = (
  db: Kysely<Database>,
  org: RandomId,
  { stage, urgency }: InboxFilter,
  after: Cursor | undefined,
  limit: number,
) => {
  const rows = received(db, org)
    .select(shown)
    .where('stage', '=', stage)
    .$if(urgency !== undefined, (query) => query.where('urgency', '=', urgency as string))
    .limit(limit)
  const ordered =
    stage === 'ended'
      ? rows
          .orderBy('changed_at', 'desc')
          .orderBy('id', 'desc')
          .$if(after !== undefined, (query) =>
            query.where(({ eb, refTuple, tuple }) =>
              eb(
                refTuple('changed_at', 'id'),
                '<',
                tuple(new Date(after?.at ?? 0), after?.id as RandomId),
              ),
            ),
          )
      : rows
          .orderBy('due_at')
          .orderBy('id')
          .$if(after !== undefined, (query) =>
            query.where(({ eb, refTuple, tuple }) =>
              eb(refTuple('due_at', 'id'), '>', tuple(after?.at ?? 0, after?.id as RandomId)),
            ),
          )
  return ordered.execute()
}

export type ReceivedRow = Awaited<ReturnType<typeof listReceived>>[number]

/** Those of one page about which somebody has to look: asked for apart, so that no page reads all alarms. */
export async function listAlarmed(
  db: Kysely<Database>,
  page: readonly RandomId[],
): Promise<ReadonlySet<RandomId>> {
  if (page.length === 0) return new Set()
  const rows = await db
    .selectFrom('alarm')
    .select('referral_id')
    .where('referral_id', 'in', page)
    .where('ended_at', 'is', null)
    .execute()
  return new Set(rows.map(({ referral_id }) => referral_id))
}

/** Where a page ended, for the next one. */
export const cursorOf = (stage: InboxFilter['stage'], { id, due_at, changed_at }: ReceivedRow) => ({
  at: stage === 'ended' ? changed_at.getTime() : due_at,
  id,
})

export const hasDue = ({ due_at }: Pick<ReceivedRow, 'due_at'>): boolean => due_at < NOTHING_DUE

/** Those of an organisation that people call by this reference, on either side; mostly one. */
export const findByReference = (db: Kysely<Database>, org: RandomId, reference: string) =>
  db
    .selectFrom('referral')
    .select(['id', 'side'])
    .where('own_org', '=', org)
    .where('stage', '!=', 'none')
    .where(sql`left(translate(id, '-_', ''), 8)`, '=', reference)
    .limit(2)
    .execute()
