import type { Category, ItemCode, RecordItem, SignedRecord } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { digestsIn, readCategory } from './digest-list.ts'
import { decodeDisclosure, type IssuedRecord, readItem } from './disclosure.ts'
import { readRecord } from './record-form.ts'

/** A group as the revision before disclosed it. */
export interface PreviousCategory {
  text: string
  _sd: readonly Digest[]
  items: Map<ItemCode, { text: string; item: RecordItem }>
}

/** Reads what this node issued itself: the signed payload and what stands behind its digests. */
export function readPrevious({ jwt, disclosures }: IssuedRecord): {
  record: SignedRecord
  categories: Map<Category, PreviousCategory>
} {
  const categories = new Map<Category, PreviousCategory>()
  for (const { category, code, text } of disclosures) {
    if (code) continue
    const _sd = digestsIn(readCategory(decodeDisclosure(text)))
    categories.set(category, { text, _sd, items: new Map() })
  }
  for (const { category, code, text } of disclosures) {
    if (code) categories.get(category)?.items.set(code, { text, item: readItem(text) })
  }
  return { record: readRecord(jwt), categories }
}
