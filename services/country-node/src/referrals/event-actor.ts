import type { Actor } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'

/** Staff, or she herself, as events and the audit know them: no name, no subject. */
export const actorIn = ({ org, role, pseudonym }: Actor): Actor => ({ org, role, pseudonym })

/** Stands where nobody in particular is named: the node by itself, staff elsewhere, she herself. */
export const systemPseudonym = 'AAAAAAAAAAAAAAAAAAAAAA' as RandomId

/** The node itself, for an organisation of its own: an automatic act has no person behind it. */
export const systemIn = (org: RandomId): Actor => ({
  org,
  role: 'system',
  pseudonym: systemPseudonym,
})

/**
 * She herself, with the organisation that keeps her record. Every node is told the same of everybody,
 * so that what she says in two referrals does not show two countries that she is one person.
 */
export const herselfIn = (org: RandomId): Actor => ({
  org,
  role: 'survivor',
  pseudonym: systemPseudonym,
})
