import { Refusal } from '@causeway/schemas/problems'
import { categoryOf, type RecordItem, type SignedRecord } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { sha256 } from '../../suite/index.ts'
import { indexDigests } from './digest-index.ts'
import { digestsOfRecord, readCategory } from './digest-list.ts'
import { decodeDisclosure, type HeldDisclosure, readItem } from './disclosure.ts'

/**
 * Finds for each disclosure the digest that vouches for it (RFC 9901 section 7.1) and reads the
 * items. Parents may stand before or after their children. Throws `Refusal('disclosure')` unless
 * each disclosure is consumed exactly once, no digest and no name stands twice, and all have the
 * form of the record.
 */
export function openDisclosures(
  record: SignedRecord,
  texts: readonly string[],
): { items: RecordItem[]; disclosures: HeldDisclosure[] } {
  const ofRecord = new Set<Digest>(record._sd)
  const found = texts.map((text) => {
    const digest = sha256(text)
    if (!ofRecord.has(digest)) return { text, digest, item: readItem(text) }
    return { text, list: readCategory(decodeDisclosure(text)) }
  })
  const lists = found.flatMap(({ list }) => list ?? [])
  const categoryAt = indexDigests([digestsOfRecord(record), ...lists])

  const items: RecordItem[] = []
  const disclosures = found.map(({ text, list, digest, item }): HeldDisclosure => {
    if (list) return { category: list.category, text }
    const category = categoryOf(item.code)
    if (categoryAt(digest) !== category) throw new Refusal('disclosure')
    items.push(item)
    return { category, code: item.code, text }
  })
  // No group is named like an item, so one set tells all names apart.
  if (new Set(disclosures.map(({ category, code }) => code ?? category)).size < texts.length) {
    throw new Refusal('disclosure')
  }
  return { items, disclosures }
}
