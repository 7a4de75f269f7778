import { type HeldDisclosure, mergeDisclosures } from '@causeway/protocol/record'
import { Category, ItemCode, RecordItem } from '@causeway/schemas/record'
import type { CompactJws, NodeId, RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { readItems } from '../people/read-items.ts'
import { ErasedError } from '../vault/vault.ts'
import {
  listReceivedGroups,
  listReceivedItems,
  listReferralsThatBrought,
} from './received-queries.ts'
import { openDisclosures } from './seal-disclosures.ts'

/** An item of a record; `origin` is the node that vouches for it, absent when it was told here. */
export interface KnownItem {
  item: RecordItem
  origin?: NodeId
}

/** What is here of a record that another node signed. */
export interface HeldRecord {
  rec: RandomId
  jwt: CompactJws
  disclosures: HeldDisclosure[]
}

/**
 * All that is known of a person at this node: what was told here, and what came with the referrals
 * that brought her. Of two that say something of the same, what was told here counts; an item that
 * here only has no answer (`unknown`, `not_asked`) gives way to one that was received. By code.
 */
export async function readRecord(
  db: Kysely<Database>,
  context: Pick<NodeContext, 'vault'>,
  personId: RandomId,
): Promise<KnownItem[]> {
  const own = await readItems(db, context.vault, personId)
  const brought = await listReferralsThatBrought(db, personId)
  const known = new Map<ItemCode, KnownItem>(own.map((item) => [item.code, { item }]))
  for (const received of await readReceivedItems(db, context, brought)) {
    const { code } = received.item
    const here = known.get(code)
    if (!here || (!here.origin && !saysSomething(here.item))) known.set(code, received)
  }
  return [...known.values()].toSorted((a, b) => (a.item.code < b.item.code ? -1 : 1))
}

const saysSomething = ({ none }: RecordItem) => none !== 'unknown' && none !== 'not_asked'

/** What these referrals brought; of an item that came with two of them, the first named one's. */
export async function readReceivedItems(
  db: Kysely<Database>,
  { vault }: Pick<NodeContext, 'vault'>,
  referrals: readonly RandomId[],
): Promise<Required<KnownItem>[]> {
  const rows = await listReceivedItems(db, referrals)
  const items = new Map<ItemCode, Required<KnownItem>>()
  for (const referral of referrals) {
    for (const { code, category, sealed, iss } of rows.filter(
      (it) => it.referral_id === referral,
    )) {
      if (items.has(code)) continue
      try {
        const bytes = await vault.open(db, referral, category, sealed, code)
        items.set(code, { item: RecordItem.parse(JSON.parse(bytes.toString())), origin: iss })
      } catch (error) {
        if (!(error instanceof ErasedError)) throw error
      }
    }
  }
  return [...items.values()]
}

/** What can be shown on of the records that these referrals brought, under the newest revisions. */
export async function readHeldRecords(
  db: Kysely<Database>,
  { vault }: Pick<NodeContext, 'vault'>,
  referrals: readonly RandomId[],
): Promise<HeldRecord[]> {
  const records = new Map<RandomId, { jwt: CompactJws; groups: Map<Category, HeldDisclosure[]> }>()
  const rows = await listReceivedGroups(db, referrals)
  /** The newest referral comes last, so that of two disclosures of an item its one stays. */
  for (const referral of referrals.toReversed()) {
    for (const row of rows.filter((it) => it.referral_id === referral)) {
      const { rec, jwt, category } = row
      const { groups } = records.get(rec) ?? { groups: new Map() }
      const opened = await openDisclosures(db, vault, referral, row)
      groups.set(category, [...(groups.get(category) ?? []), ...opened])
      records.set(rec, { jwt, groups })
    }
  }
  return [...records].map(([rec, { jwt, groups }]) => {
    const disclosures = [...groups.values()].flatMap((group) => mergeDisclosures(jwt, group))
    return { rec, jwt, disclosures: disclosures.toSorted(byCode) }
  })
}

/** As its issuer lays them out, so that the order in which they came here is told to nobody. */
const byCode = (a: HeldDisclosure, b: HeldDisclosure) => placeOf(a) - placeOf(b)

const placeOf = ({ category, code }: HeldDisclosure) =>
  Category.options.indexOf(category) * 1000 + (code ? 1 + ItemCode.options.indexOf(code) : 0)
