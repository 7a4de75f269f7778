import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

/** All of it must hold; what is left out asks nothing. */
export interface EntrySearch {
  /** Ids of handovers, and of people. */
  referrals?: readonly RandomId[] | undefined
  people?: readonly RandomId[] | undefined
  workers?: readonly RandomId[] | undefined
  from?: Seconds | undefined
  until?: Seconds | undefined
  /** The last number of the page before. */
  before?: number | undefined
}

/** Newest first. */
export const listEntries = (
  db: Kysely<Database>,
  { referrals, people, workers, from, until, before }: EntrySearch,
  limit: number,
) =>
  db
    .selectFrom('audit')
    .select(['n', 'entry'])
    .$if(referrals !== undefined, (query) =>
      query.where('subject', 'in', aboutReferrals(db, referrals ?? [])),
    )
    .$if(people !== undefined, (query) =>
      query.where('subject', 'in', aboutPeople(db, people ?? [])),
    )
    .$if(workers !== undefined, (query) => query.where('worker', 'in', some(workers ?? [])))
    .$if(from !== undefined, (query) => query.where('at', '>=', from as Seconds))
    .$if(until !== undefined, (query) => query.where('at', '<', until as Seconds))
    .$if(before !== undefined, (query) => query.where('n', '<', before as number))
    .orderBy('n', 'desc')
    .limit(limit)
    .execute()

/** A handover itself, and the alarms about it. */
function aboutReferrals(db: Kysely<Database>, ids: readonly RandomId[]) {
  const isOne = some(ids)
  return db
    .selectFrom('referral')
    .select('id as subject')
    .where('id', 'in', isOne)
    .unionAll(db.selectFrom('alarm').select('id as subject').where('referral_id', 'in', isOne))
}

/** A record, what she agreed to and took back, and her handovers with the alarms about them. */
function aboutPeople(db: Kysely<Database>, ids: readonly RandomId[]) {
  const isOne = some(ids)
  const hers = db.selectFrom('referral').select('id').where('person_id', 'in', isOne)
  return db
    .selectFrom('person')
    .select('id as subject')
    .where('id', 'in', isOne)
    .unionAll(db.selectFrom('agreement').select('id as subject').where('person_id', 'in', isOne))
    .unionAll(db.selectFrom('withdrawal').select('id as subject').where('person_id', 'in', isOne))
    .unionAll(
      db.selectFrom('survivor_window').select('id as subject').where('person_id', 'in', isOne),
    )
    .unionAll(hers.clearSelect().select('id as subject'))
    .unionAll(db.selectFrom('alarm').select('id as subject').where('referral_id', 'in', hers))
}

/** What nothing is found by, where nothing was given: no id is empty. */
const some = (ids: readonly RandomId[]) => (ids.length > 0 ? ids : ['' as RandomId])
