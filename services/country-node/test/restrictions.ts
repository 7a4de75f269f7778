import type { Kysely } from 'kysely'
import type { Database } from '../src/database/schema.ts'

/** The restrictions of a referral as they are kept: which, of what, and whether they hold. */
export async function restrictionsOf(db: Kysely<Database>, referral: string) {
  const rows = await db
    .selectFrom('restriction')
    .select(['withdrawal', 'groups', 'undone_at'])
    .where('referral_id', '=', referral as never)
    .orderBy('withdrawal')
    .execute()
  return rows.map(({ withdrawal, groups, undone_at }) => ({
    withdrawal,
    groups: groups ?? 'all',
    undone: undone_at !== null,
  }))
}
