import { categoryOf, type ItemCode, KeyBinding } from '@causeway/schemas/record'
import { type SigningKey, sha256, signJws } from '../../suite/index.ts'
import type { IssuedRecord } from './disclosure.ts'

/**
 * Shows these items of a record to one node: the record, the disclosures of the items with those of
 * their groups, and the custodian's signature over just these (RFC 9901 section 4.3). Works from
 * what was issued as from what was received. Throws `TypeError` when an item is not held, a
 * ZodError on a malformed binding.
 */
export function presentRecord(
  { jwt, disclosures }: IssuedRecord,
  codes: readonly ItemCode[],
  binding: Omit<KeyBinding, 'sd_hash'>,
  key: SigningKey,
): string {
  const categories = new Set(codes.map(categoryOf))
  const shown = disclosures.filter(({ category, code }) =>
    code ? codes.includes(code) : categories.has(category),
  )
  if (shown.length < new Set(codes).size + categories.size) {
    throw new TypeError('only what is held can be presented')
  }
  const presented = [jwt, ...shown.map(({ text }) => text), ''].join('~')
  const claims = KeyBinding.parse({ ...binding, sd_hash: sha256(presented) })
  return presented + signJws('kb+jwt', claims, key)
}
