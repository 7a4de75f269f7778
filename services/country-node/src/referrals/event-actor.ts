import type { Actor } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { StaffActor } from '../staff/actor.ts'

/** Staff as events and the audit know them: no name, no subject. */
export const actorIn = ({ org, role, pseudonym }: StaffActor): Actor => ({ org, role, pseudonym })

/** Stands where nobody in particular acted: the node by itself, or staff elsewhere. */
export const systemPseudonym = 'AAAAAAAAAAAAAAAAAAAAAA' as RandomId

/** The node itself, for an organisation of its own: an automatic act has no person behind it. */
export const systemIn = (org: RandomId): Actor => ({
  org,
  role: 'system',
  pseudonym: systemPseudonym,
})
