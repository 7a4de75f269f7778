import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId, Seconds } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { type Agreement, findAgreement } from './agreement-queries.ts'
import { agreementsInForce, type LiveGrant } from './agreements-in-force.ts'

/**
 * All that she agrees to at this moment for one receiver and purpose, in however many agreements it
 * was said. `id` is the agreement that a referral names; `items` are of all that are in force.
 */
export interface Cover
  extends Pick<Agreement, 'id' | 'person_id' | 'receiver_node' | 'receiver_org' | 'purpose'> {
  items: ItemCode[]
  grants: LiveGrant[]
}

/**
 * What covers a referral that names this agreement: it and whatever stands beside it for the same
 * person, receiver and purpose. `undefined` when nothing of that is in force.
 */
export async function findCover(
  db: Kysely<Database>,
  agreementId: RandomId,
  at: Seconds,
): Promise<Cover | undefined> {
  const agreement = await findAgreement(db, agreementId)
  if (!agreement) return undefined
  const { id, person_id, receiver_node, receiver_org, purpose } = agreement
  const receiver = { node: receiver_node, org: receiver_org }
  const standing = await agreementsInForce(db, person_id, receiver, purpose, at)
  const grants = standing.flatMap((it) => it.grants)
  if (grants.length === 0) return undefined
  const items = [...new Set(grants.flatMap((grant) => grant.items))]
  return { id, person_id, receiver_node, receiver_org, purpose, items, grants }
}

/**
 * The grants that have to go with these items: of each group no more than are needed, so that
 * nothing is said of groups that stay. One goes in any case, since without it nobody may read what
 * it comes with.
 */
export function grantsFor(grants: readonly LiveGrant[], items: readonly ItemCode[]): LiveGrant[] {
  const open = new Set(items)
  const needed: LiveGrant[] = []
  for (const grant of grants.toSorted((a, b) => b.items.length - a.items.length)) {
    if (!grant.items.some((code) => open.has(code))) continue
    for (const code of grant.items) open.delete(code)
    needed.push(grant)
  }
  return needed.length > 0 ? needed : grants.slice(0, 1)
}
