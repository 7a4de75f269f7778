import type { Transaction } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { StaffActor } from '../staff/actor.ts'
import { insertAssignment, type Subject } from './assignment-queries.ts'

/**
 * Whoever opens a record or accepts a referral works with her from then on: a person does, a case
 * system does not. The caller's audit entry says who it was.
 */
export async function assignSelf(
  trx: Transaction<Database>,
  { role, org, pseudonym }: StaffActor,
  subject: Subject,
  at: Date,
): Promise<void> {
  if (role === 'integrator') return
  const self = { org, pseudonym, assigned_by: pseudonym }
  await insertAssignment(trx, subject, { ...self, starts_at: at, ends_at: null })
}
