import { Category, categoryOf } from '@causeway/schemas/record'
import type { NodeContext } from '../../context.ts'
import { listDisclosures } from '../../disclosure/disclosure-queries.ts'
import { openDraft } from '../../referrals/draft.ts'
import type { Referral } from '../../referrals/referral-queries.ts'

/** The groups of what a handover holds, sent or still to be sent; in the order of a record. */
export async function groupsOf(context: NodeContext, referral: Referral): Promise<Category[]> {
  const { items } = await openDraft(context, referral)
  const sent = await listDisclosures(context.db, referral.id)
  const codes = [...items, ...sent.flatMap((one) => one.items)]
  const groups = new Set(codes.map(categoryOf))
  return Category.options.filter((group) => groups.has(group))
}
