import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** The most that one page lists. */
const LIMIT = 200

/** What an organisation has received, what is to be answered first, by when. */
export const listReceived = (db: Kysely<Database>, org: RandomId) =>
  db
    .selectFrom('referral')
    .leftJoin('deadline', (join) =>
      join
        .onRef('deadline.referral_id', '=', 'referral.id')
        .on('deadline.kind', '=', 'answer_end')
        .on('deadline.done_at', 'is', null),
    )
    .select([
      'referral.id',
      'referral.status',
      'referral.urgency',
      'referral.purpose',
      'referral.created_at',
      'deadline.due_at',
    ])
    .where('referral.own_org', '=', org)
    .where('referral.side', '=', 'receiver')
    .orderBy('deadline.due_at', (order) => order.asc().nullsLast())
    .orderBy('referral.changed_at', 'desc')
    .limit(LIMIT)
    .execute()
