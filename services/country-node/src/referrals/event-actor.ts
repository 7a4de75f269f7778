import type { Actor } from '@causeway/schemas/record'
import type { StaffActor } from '../staff/actor.ts'

/** Staff as events and the audit know them: no name, no subject. */
export const actorIn = ({ org, role, pseudonym }: StaffActor): Actor => ({ org, role, pseudonym })
