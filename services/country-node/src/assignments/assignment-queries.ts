import type { RandomId } from '@causeway/schemas/wire'
import type { ExpressionBuilder, Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'

export type Assignment = Selectable<Database['assignment']>

/** What somebody is assigned to. */
export interface Subject {
  kind: Assignment['subject_kind']
  id: RandomId
}

/** Not over at this moment. */
const runsAt =
  (at: Date) =>
  ({ eb, or }: ExpressionBuilder<Database, 'assignment'>) =>
    or([eb('ends_at', 'is', null), eb('ends_at', '>', at)])

/** Pseudonyms of who is assigned to any of these, which are ids of people and of referrals. */
export async function listAssigned(
  db: Kysely<Database>,
  subjects: readonly RandomId[],
  at: Date,
): Promise<RandomId[]> {
  const rows = await db
    .selectFrom('assignment')
    .select('pseudonym')
    .distinct()
    .where('subject_id', 'in', subjects)
    .where(runsAt(at))
    .execute()
  return rows.map(({ pseudonym }) => pseudonym)
}

/** Who is assigned to exactly this, longest first, as colleagues know them. */
export const listAssignments = (db: Kysely<Database>, { id }: Subject, at: Date) =>
  db
    .selectFrom('assignment')
    .innerJoin('staff_member', 'staff_member.pseudonym', 'assignment.pseudonym')
    .select(['assignment.pseudonym', 'name', 'role', 'starts_at', 'ends_at'])
    .where('subject_id', '=', id)
    .where(({ eb, or }) => or([eb('ends_at', 'is', null), eb('ends_at', '>', at)]))
    .orderBy('position')
    .execute()

export async function insertAssignment(
  trx: Transaction<Database>,
  { kind, id }: Subject,
  assignment: Omit<Insertable<Database['assignment']>, 'subject_kind' | 'subject_id'>,
): Promise<void> {
  const row = { ...assignment, subject_kind: kind, subject_id: id }
  await trx.insertInto('assignment').values(row).execute()
}

/** Ends what of this worker runs on any of these; returns on how many it did. */
export async function endAssignments(
  trx: Transaction<Database>,
  pseudonym: RandomId,
  subjects: readonly RandomId[],
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('assignment')
    .set({ ends_at: at })
    .where('pseudonym', '=', pseudonym)
    .where('subject_id', 'in', subjects)
    .where(runsAt(at))
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** All that this worker is assigned to in an organisation; held until the transaction ends. */
export const lockWorkOf = (
  trx: Transaction<Database>,
  pseudonym: RandomId,
  org: RandomId,
  at: Date,
): Promise<Assignment[]> =>
  trx
    .selectFrom('assignment')
    .selectAll()
    .where('pseudonym', '=', pseudonym)
    .where('org', '=', org)
    .where(runsAt(at))
    .orderBy('position')
    .forUpdate()
    .execute()

/** The referrals of this node that are about her. */
export async function listReferralsOf(
  db: Kysely<Database>,
  person: RandomId,
): Promise<Pick<Selectable<Database['referral']>, 'id' | 'state'>[]> {
  return db.selectFrom('referral').select(['id', 'state']).where('person_id', '=', person).execute()
}

/** Whether anybody is still to look at one of these referrals. */
export async function hasOpenAlarm(
  db: Kysely<Database>,
  referrals: readonly RandomId[],
): Promise<boolean> {
  if (referrals.length === 0) return false
  const alarm = await db
    .selectFrom('alarm')
    .select('id')
    .where('referral_id', 'in', referrals)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return alarm !== undefined
}
