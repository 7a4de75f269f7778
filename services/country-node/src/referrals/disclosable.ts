import { allowedItems, disclosableItems, type Tier } from '@causeway/protocol/policy'
import { type ApiProblemCode, Problem } from '@causeway/schemas/problems'
import type { ItemCode, RecordItem } from '@causeway/schemas/record'
import type { Cover } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import { isOfferItem } from '../disclosure/assemble-offer.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'

/** What is asked of a disclosure: to whom, for what, and what she agrees to. */
export type Scope = Pick<Cover, 'purpose' | 'receiver_org' | 'items'>

/** The items that may go at each tier: policy and agreement and choice. */
export interface Disclosable {
  offer: ItemCode[]
  packet: ItemCode[]
}

/** Why an item stays here. */
export type Because =
  | 'not_recorded'
  | 'not_for_this_purpose'
  | 'not_chosen'
  | 'not_agreed'
  | 'policy'
  /** Her story: not before she is in care, unless she wants it to go. */
  | 'story'

/** What the policy is asked about this receiver and purpose. Throws `Problem('organisation-unknown')`. */
function questionOf({ directory }: NodeContext, { purpose, receiver_org }: Scope) {
  const receiver = findOrganisation(directory, receiver_org)
  if (!receiver) throw new Problem('organisation-unknown')
  return { policy: directory.policy, purpose, mandates: receiver.mandates }
}

/** What policy, agreement and choice let go at one tier. Throws `Problem('organisation-unknown')`. */
export const disclosableAt = (
  context: NodeContext,
  scope: Scope,
  tier: Tier,
  chosen: readonly ItemCode[],
): ItemCode[] =>
  disclosableItems({ ...questionOf(context, scope), tier }, { agreed: scope.items, chosen })

/** Throws `Problem('organisation-unknown')`. */
export const disclosableOf = (
  context: NodeContext,
  scope: Scope,
  chosen: readonly ItemCode[],
): Disclosable => ({
  offer: disclosableAt(context, scope, 't1', chosen).filter(isOfferItem),
  packet: disclosableAt(context, scope, 't2', chosen),
})

/** The items that the policy lets go at one of these tiers. Throws as `disclosableOf`. */
export function allowedAt(context: NodeContext, scope: Scope, tiers: readonly Tier[]): Set<string> {
  const question = questionOf(context, scope)
  return new Set(tiers.flatMap((tier) => [...allowedItems({ ...question, tier })]))
}

/**
 * Says of an item why it does not go before she is in care; `undefined` when it does. Throws as
 * `disclosableOf`.
 */
export function whyStays(
  context: NodeContext,
  scope: Scope,
  chosen: readonly ItemCode[],
  recorded: readonly RecordItem[],
): (code: ItemCode) => Because | undefined {
  const allowed = allowedAt(context, scope, ['t1', 't2'])
  const later = allowedAt(context, scope, ['t3'])
  return (code) => {
    const item = recorded.find((it) => it.code === code)
    if (!item) return 'not_recorded'
    if (!chosen.includes(code)) return 'not_chosen'
    if (!item.purpose.includes(scope.purpose)) return 'not_for_this_purpose'
    if (!scope.items.includes(code)) return 'not_agreed'
    if (allowed.has(code)) return undefined
    return later.has(code) ? 'story' : 'policy'
  }
}

const problems: Record<Because, ApiProblemCode> = {
  not_recorded: 'item-not-recorded',
  not_for_this_purpose: 'item-not-for-this',
  not_chosen: 'item-not-agreed',
  not_agreed: 'item-not-agreed',
  policy: 'item-not-allowed',
  story: 'item-not-allowed',
}

/**
 * Every chosen item must really be able to go: what would silently stay behind is said at once.
 * Throws a Problem that points at the first such item.
 */
export function requireDisclosable(
  context: NodeContext,
  scope: Scope,
  chosen: readonly ItemCode[],
  recorded: readonly RecordItem[],
): void {
  const why = whyStays(context, scope, chosen, recorded)
  for (const [index, code] of chosen.entries()) {
    const because = why(code)
    if (!because) continue
    const rule = problems[because]
    throw new Problem(rule, { faults: [{ pointer: `/items/${index}`, in: 'body', rule }] })
  }
}
