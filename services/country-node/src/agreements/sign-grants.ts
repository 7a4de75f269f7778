import { signGrant } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import type { AgreementGiven } from '@causeway/schemas/api'
import { type Category, categoryOf, type Grant, type LegalBasis } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Insertable } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'

/** What the node adds to what she said. */
type Terms = Pick<Grant, 'nbf' | 'exp' | 'notice' | 'text_sha256' | 'by'> & {
  id: RandomId
  /** The id under which the receiver knows her. */
  alias: RandomId
}

/**
 * A yes as it travels: one signed grant for each group of items, and one more for those of her story
 * that she wants to go before she is in care. Groups are withdrawn one by one, and a receiver is
 * shown no more of them than it needs.
 */
export function signGrants(
  { randomId, signingKey }: NodeContext,
  { items, release = [], receiver, purpose, lang, how, interpreter, basis }: AgreementGiven,
  { id, alias, ...terms }: Terms,
): Insertable<Database['agreement_grant']>[] {
  const grantOf = (group: Category, isReleased: boolean) => {
    const own = items.filter(
      (code) => categoryOf(code) === group && release.includes(code) === isReleased,
    )
    if (own.length === 0) return []
    const gid = randomId()
    const art = basis[group] as LegalBasis
    const jws = signGrant(
      {
        gid,
        agreement: id,
        person: alias,
        group,
        items: own,
        purpose,
        to: receiver,
        lang,
        how,
        interpreter,
        basis: art,
        ...(isReleased ? { release: true as const } : {}),
        ...terms,
      },
      signingKey,
    )
    const row = { gid, agreement_id: id, category: group, items: own, release: isReleased }
    return [{ ...row, basis: JSON.stringify(art), jws, identity: identityOf(jws) }]
  }
  const groups = [...new Set(items.map(categoryOf))]
  return groups.flatMap((group) => [...grantOf(group, false), ...grantOf(group, true)])
}
