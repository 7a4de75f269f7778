import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { isPermitted } from '../../staff/decide.ts'
import { hasWorked } from './practice-queries.ts'

/** Whether practice is for this role: it sends or answers, and so it may try both as far. */
export const mayPractise = ({ role }: Pick<StaffActor, 'role'>) => ({
  sending: isPermitted(role, 'referral.draft'),
  receiving: isPermitted(role, 'referral.accept'),
})

/** How practice is offered: `first` to who has never done it in earnest, and to no other role. */
export async function practiceFor(
  db: Kysely<Database>,
  actor: StaffActor,
): Promise<'first' | 'again' | undefined> {
  const may = mayPractise(actor)
  if (!may.sending && !may.receiving) return undefined
  return (await hasWorked(db, actor.pseudonym)) ? 'again' : 'first'
}
