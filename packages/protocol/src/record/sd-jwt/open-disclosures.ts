import { Refusal } from '@causeway/schemas/problems'
import {
  Category,
  CategoryDigests,
  categoryOf,
  ItemCode,
  RecordItem,
  type SignedRecord,
} from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { sha256 } from '../../suite/index.ts'
import { type HeldDisclosure, readDisclosure } from './disclosure.ts'

/** One of each group and of each item. */
const MOST_DISCLOSURES = Category.options.length + ItemCode.options.length

/**
 * Finds for each disclosure the digest that vouches for it (RFC 9901 section 7.1) and reads the
 * items. Parents may stand before or after their children. Throws `Refusal('disclosure')` unless
 * each disclosure is consumed exactly once, no digest stands twice, no name stands twice, and all
 * have the form of the record.
 */
export function openDisclosures(
  record: SignedRecord,
  texts: readonly string[],
): { items: RecordItem[]; disclosures: HeldDisclosure[] } {
  if (texts.length > MOST_DISCLOSURES) throw new Refusal('disclosure')
  /** For each digest seen the group that it stands in, `null` for the record itself. */
  const places = new Map<Digest, Category | null>(record._sd.map((digest) => [digest, null]))
  const found = texts.map((text) => ({ text, digest: sha256(text), ...readDisclosure(text) }))
  expectEachOnce(found.map(({ digest }) => digest))
  expectEachOnce(found.map(({ name }) => name))
  for (const { digest, name, value } of found) {
    if (places.get(digest) === null) addCategory(places, name, value)
  }

  const items: RecordItem[] = []
  const disclosures = found.map(({ digest, name, value, text }): HeldDisclosure => {
    const category = places.get(digest)
    if (category === undefined) throw new Refusal('disclosure')
    if (category === null) return { category: name as Category, text }
    const item = readItem(category, name, value)
    items.push(item)
    return { category, code: item.code, text }
  })
  return { items, disclosures }
}

function expectEachOnce(names: readonly string[]) {
  if (new Set(names).size < names.length) throw new Refusal('disclosure')
}

function addCategory(places: Map<Digest, Category | null>, name: string, value: object) {
  const category = Category.safeParse(name)
  const digests = CategoryDigests.safeParse(value)
  if (!category.success || !digests.success) throw new Refusal('disclosure')
  for (const digest of digests.data._sd) {
    if (places.has(digest)) throw new Refusal('disclosure')
    places.set(digest, category.data)
  }
}

function readItem(category: Category, name: string, value: object): RecordItem {
  if (Object.hasOwn(value, 'code')) throw new Refusal('disclosure')
  const item = RecordItem.safeParse({ code: name, ...value })
  if (!item.success || categoryOf(item.data.code) !== category) throw new Refusal('disclosure')
  return item.data
}
