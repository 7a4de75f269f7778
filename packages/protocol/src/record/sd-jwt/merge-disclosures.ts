import type { ItemCode } from '@causeway/schemas/record'
import type { CompactJws } from '@causeway/schemas/wire'
import { sha256 } from '../../suite/index.ts'
import { digestsIn, readCategory } from './digest-list.ts'
import { decodeDisclosure, type HeldDisclosure } from './disclosure.ts'
import { readRecord } from './record-form.ts'

/**
 * What is held of one group of a record after more of it came: each name once, the later one of
 * two, and only what the given revision still vouches for, so that all of it can be shown together.
 * All disclosures are of one group and were verified, each under a revision of its own.
 */
export function mergeDisclosures(
  jwt: CompactJws,
  disclosures: readonly HeldDisclosure[],
): HeldDisclosure[] {
  const { _sd } = readRecord(jwt)
  const group = disclosures.findLast(({ code, text }) => !code && _sd.includes(sha256(text)))
  if (!group) return []
  const members = digestsIn(readCategory(decodeDisclosure(group.text)))
  const byCode = new Map<ItemCode, HeldDisclosure>()
  for (const disclosure of disclosures) {
    const { code, text } = disclosure
    if (code && members.includes(sha256(text))) byCode.set(code, disclosure)
  }
  return [group, ...byCode.values()]
}
