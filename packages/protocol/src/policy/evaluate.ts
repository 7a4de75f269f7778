import type { ItemCode } from '@causeway/schemas/record'
import type { Mandate, PolicyDocument } from '@causeway/schemas/wire'

export type Tier = 't1' | 't2' | 't3'

/** What a disclosure is measured by. */
export interface DisclosureQuestion {
  policy: PolicyDocument
  purpose: string
  /** Mandates of the receiving organisation. */
  mandates: readonly Mandate[]
  tier: Tier
}

/** The items that the policy lets leave for this purpose, receiver and tier; what no rule names stays. */
export function allowedItems({ policy, purpose, mandates, tier }: DisclosureQuestion): Set<string> {
  return new Set(
    policy.rules
      .filter((rule) => rule.tier === tier && rule.purposes.includes(purpose))
      .filter((rule) => rule.mandates.some((mandate) => mandates.includes(mandate)))
      .flatMap((rule) => rule.items),
  )
}

/** What she agreed to, and what was chosen for this referral. */
export interface DisclosureChoice {
  agreed: readonly ItemCode[]
  chosen: readonly ItemCode[]
}

/** policy and agreement and choice: an item goes only when all three name it. In order of choice. */
export function disclosableItems(
  question: DisclosureQuestion,
  { agreed, chosen }: DisclosureChoice,
): ItemCode[] {
  const allowed = allowedItems(question)
  return [...new Set(chosen)].filter((code) => allowed.has(code) && agreed.includes(code))
}
