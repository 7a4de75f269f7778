import { allowedItems, disclosableItems } from '@causeway/protocol/policy'
import { type ApiProblemCode, Problem } from '@causeway/schemas/problems'
import type { ItemCode, RecordItem } from '@causeway/schemas/record'
import type { Cover } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import { isOfferItem } from '../disclosure/assemble-offer.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'

/** The items that may go at each tier: policy and agreement and choice. */
export interface Disclosable {
  offer: ItemCode[]
  packet: ItemCode[]
}

/** What the policy is asked about this receiver and purpose. Throws `Problem('organisation-unknown')`. */
function questionOf({ directory }: NodeContext, { purpose, receiver_org }: Cover) {
  const receiver = findOrganisation(directory, receiver_org)
  if (!receiver) throw new Problem('organisation-unknown')
  return { policy: directory.policy, purpose, mandates: receiver.mandates }
}

/** Throws `Problem('organisation-unknown')`. */
export function disclosableOf(
  context: NodeContext,
  cover: Cover,
  chosen: readonly ItemCode[],
): Disclosable {
  const question = questionOf(context, cover)
  const choice = { agreed: cover.items, chosen }
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
  context: NodeContext,
  cover: Cover,
  chosen: readonly ItemCode[],
  recorded: readonly RecordItem[],
): void {
  const question = questionOf(context, cover)
  const allowed = new Set([
    ...allowedItems({ ...question, tier: 't1' }),
    ...allowedItems({ ...question, tier: 't2' }),
  ])
  for (const [index, code] of chosen.entries()) {
    const problem = problemWith(
      code,
      cover,
      allowed,
      recorded.find((item) => item.code === code),
    )
    if (!problem) continue
    const fault = { pointer: `/items/${index}`, in: 'body', rule: problem } as const
    throw new Problem(problem, { faults: [fault] })
  }
}

function problemWith(
  code: ItemCode,
  cover: Cover,
  allowed: ReadonlySet<string>,
  item: RecordItem | undefined,
): ApiProblemCode | undefined {
  if (!item) return 'item-not-recorded'
  if (!item.purpose.includes(cover.purpose)) return 'item-not-for-this'
  if (!cover.items.includes(code)) return 'item-not-agreed'
  return allowed.has(code) ? undefined : 'item-not-allowed'
}
