import type { RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

/**
 * Once she is in care, who is assigned to the referral that brought her is so to her record here, as
 * long and by whom they were. Who is so already stays as they are.
 */
export async function assignToRecord(
  trx: Transaction<Database>,
  referral: RandomId,
  person: RandomId,
  at: Date,
): Promise<void> {
  const runs = await trx
    .selectFrom('assignment')
    .selectAll()
    .where('subject_id', 'in', [referral, person])
    .where(({ eb, or }) => or([eb('ends_at', 'is', null), eb('ends_at', '>', at)]))
    .execute()
  const known = runs.filter((row) => row.subject_id === person).map((row) => row.pseudonym)
  const rows = runs
    .filter((row) => row.subject_id === referral && !known.includes(row.pseudonym))
    .map(({ position: _, ...row }) => ({
      ...row,
      subject_kind: 'person' as const,
      subject_id: person,
      starts_at: at,
    }))
  if (rows.length > 0) await trx.insertInto('assignment').values(rows).execute()
}
