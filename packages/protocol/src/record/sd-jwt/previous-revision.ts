import {
  type Category,
  CategoryDigests,
  type ItemCode,
  type SignedRecord,
} from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { readDisclosure } from './disclosure.ts'
import type { IssuedRecord } from './issue-record.ts'
import { readRecord } from './record-form.ts'

/** A group as the revision before disclosed it. */
export interface PreviousCategory {
  text: string
  _sd: readonly Digest[]
  /** For each item its disclosure, and its value as JSON. */
  items: Map<ItemCode, { text: string; json: string }>
}

/** Reads what this node issued itself: the signed payload and what stands behind its digests. */
export function readPrevious({ jwt, disclosures }: IssuedRecord): {
  record: SignedRecord
  categories: Map<Category, PreviousCategory>
} {
  const categories = new Map<Category, PreviousCategory>()
  for (const { category, code, text } of disclosures) {
    if (code) continue
    const { _sd } = CategoryDigests.parse(readDisclosure(text).value)
    categories.set(category, { text, _sd, items: new Map() })
  }
  for (const { category, code, text } of disclosures) {
    if (!code) continue
    const json = JSON.stringify(readDisclosure(text).value)
    categories.get(category)?.items.set(code, { text, json })
  }
  return { record: readRecord(jwt), categories }
}
