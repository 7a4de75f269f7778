import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely, Selectable } from 'kysely'
import type { Database } from '../database/schema.ts'

type Restriction = Selectable<Database['restriction']>

/** Of a referral, oldest first, those that were lifted as well. */
export const listRestrictions = (
  db: Kysely<Database>,
  referral: RandomId,
): Promise<Restriction[]> =>
  db
    .selectFrom('restriction')
    .selectAll()
    .where('referral_id', '=', referral)
    .orderBy('at')
    .orderBy('withdrawal')
    .execute()

export const findRestriction = (
  db: Kysely<Database>,
  referral: RandomId,
  withdrawal: RandomId,
): Promise<Restriction | undefined> =>
  db
    .selectFrom('restriction')
    .selectAll()
    .where('referral_id', '=', referral)
    .where('withdrawal', '=', withdrawal)
    .executeTakeFirst()
