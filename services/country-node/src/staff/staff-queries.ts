import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'

interface FirstSeen {
  /** Taken when the subject was never seen before. */
  pseudonym: RandomId
  at: Date
}

/** The one pseudonym of a subject, whoever asks first. */
export async function pseudonymOf(
  db: Kysely<Database>,
  subject: string,
  { pseudonym, at }: FirstSeen,
): Promise<RandomId> {
  const known = await findPseudonym(db, subject)
  if (known) return known
  await db
    .insertInto('staff_member')
    .values({ pseudonym, subject, first_seen_at: at })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .execute()
  const kept = await findPseudonym(db, subject)
  if (kept) return kept
  throw new Error('a member of staff was removed while signing in')
}

async function findPseudonym(db: Kysely<Database>, subject: string) {
  const member = await db
    .selectFrom('staff_member')
    .select('pseudonym')
    .where('subject', '=', subject)
    .executeTakeFirst()
  return member?.pseudonym
}
