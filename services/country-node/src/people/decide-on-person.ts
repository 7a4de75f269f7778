import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { caseOfPerson } from '../assignments/case-of.ts'
import type { Database } from '../database/schema.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import type { Action } from '../staff/permissions.ts'
import { findPerson } from './record-queries.ts'

/**
 * Decides whether this member of staff may do this with this person; one of another organisation is
 * not there. Throws `Problem('not-found')`, and as `decide`.
 */
export async function decideOnPerson(
  db: Kysely<Database>,
  actor: StaffActor,
  action: Action,
  { id, at }: { id: RandomId; at: Date },
): Promise<void> {
  const person = await findPerson(db, id)
  if (!person) throw new Problem('not-found')
  decide(actor, action, await caseOfPerson(db, person, at))
}
