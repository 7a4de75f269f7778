import { allowedItems, disclosableItems } from '@causeway/protocol/policy'
import { type ApiProblemCode, Problem } from '@causeway/schemas/problems'
import { categoryOf, type ItemCode, type RecordItem } from '@causeway/schemas/record'
import type { Agreement } from '../agreements/agreement-queries.ts'
import type { NodeContext } from '../context.ts'
import { isOfferItem } from '../disclosure/assemble-offer.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'

/** The items that may go at each tier: policy and agreement and choice. */
export interface Disclosable {
  offer: ItemCode[]
  packet: ItemCode[]
}

/** Throws `Problem('organisation-unknown')`. */
export function disclosableOf(
  { directory }: NodeContext,
  agreement: Agreement,
  chosen: readonly ItemCode[],
): Disclosable {
  const receiver = findOrganisation(directory, agreement.receiver_org)
  if (!receiver) throw new Problem('organisation-unknown')
  const question = {
    policy: directory.policy,
    purpose: agreement.purpose,
    mandates: receiver.mandates,
  }
  const choice = { agreed: agreement.items, chosen }
  return {
    offer: disclosableItems({ ...question, tier: 't1' }, choice).filter(isOfferItem),
    packet: disclosableItems({ ...question, tier: 't2' }, choice),
  }
}

/**
 * Every chosen item must really be able to go: what would silently stay behind is said at once.
 * Throws a Problem that points at the first such item.
 */
export function requireDisclosable(
  { directory }: NodeContext,
  agreement: Agreement,
  chosen: readonly ItemCode[],
  recorded: readonly RecordItem[],
): void {
  const mandates = findOrganisation(directory, agreement.receiver_org)?.mandates ?? []
  const question = { policy: directory.policy, purpose: agreement.purpose, mandates }
  const allowed = new Set([
    ...allowedItems({ ...question, tier: 't1' }),
    ...allowedItems({ ...question, tier: 't2' }),
  ])
  const inRecord = new Set(recorded.map((item) => item.code))
  chosen.forEach((code, index) => {
    const refuse = (problem: ApiProblemCode) => {
      throw new Problem(problem, {
        faults: [{ pointer: `/items/${index}`, in: 'body', rule: problem }],
      })
    }
    if (!inRecord.has(code)) refuse('item-not-recorded')
    if (!agreement.items.includes(code)) refuse('item-not-agreed')
    if (!allowed.has(code)) refuse('item-not-allowed')
  })
}

/** The groups that will follow on acceptance, as the offer names them. */
export const groupsOf = (codes: readonly ItemCode[]) => [...new Set(codes.map(categoryOf))]
