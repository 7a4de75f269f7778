import { categoryOf, type ItemCode } from '@causeway/schemas/record'
import type { Cover } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import { listDisclosures } from '../disclosure/disclosure-queries.ts'
import { groupsSince, type OwnRecord } from '../records/issue-record.ts'
import type { KnownItem } from '../records/read-record.ts'
import { disclosableAt } from './disclosable.ts'
import type { Disclosing } from './disclosing-move.ts'
import type { Referral } from './referral-queries.ts'

/**
 * Adds to what is shown now what went before in a group that has changed since: a record is known
 * by its newest revision, and what the receiver holds of the group has to verify under that. What
 * may not go any more stays as it went.
 */
export async function withChangedGroups(
  context: NodeContext,
  { cover, referral, tier }: { cover: Cover; referral: Referral; tier: Disclosing['tier'] },
  known: readonly KnownItem[],
  { chosen, own }: { chosen: readonly KnownItem[]; own: OwnRecord | undefined },
): Promise<KnownItem[]> {
  if (!own) return [...chosen]
  const shownIn = new Map<ItemCode, number>()
  for (const { items, record_rev, isRefused } of await listDisclosures(context.db, referral.id)) {
    if (record_rev === null || isRefused) continue
    for (const code of items) shownIn.set(code, record_rev)
  }
  const before = [...shownIn]
    .filter(([code, rev]) => groupsSince(own, rev).includes(categoryOf(code)))
    .map(([code]) => code)
  const may = disclosableAt(context, cover, tier, before)
  const again = known.filter(
    ({ item, origin }) =>
      !origin && may.includes(item.code) && item.purpose.includes(cover.purpose),
  )
  return [...new Set([...chosen, ...again])]
}
