import { Refusal } from '@causeway/schemas/problems'
import { CATEGORY_DIGESTS, type Category } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { DIGEST_LENGTH, type DigestList, SEXTETS, STRIDE } from './digest-list.ts'

/** One slot for each value of a digest's first two characters; a record has at most 400 digests. */
const SLOTS = 64 * 64

/**
 * Finds the list that a digest stands in: its group, `null` for the record itself, `undefined` for
 * none. Most of some 200 digests are never asked for, so they are told apart where they lie, without
 * a string for each. Throws `Refusal('disclosure')` when one stands twice.
 */
export function indexDigests(
  lists: readonly DigestList[],
): (digest: Digest) => Category | null | undefined {
  /** Number of the list and place in it, plus one; zero is an empty slot. */
  const slots = new Int16Array(SLOTS)
  const listAt = (slot: number) =>
    lists[Math.trunc(((slots[slot] as number) - 1) / CATEGORY_DIGESTS)] as DigestList

  /** The slot that holds this digest, else the empty one where it belongs. */
  function slotOf(bytes: Uint8Array, at: number): number {
    const first = SEXTETS[bytes[at] as number] as number
    let slot = first * 64 + (SEXTETS[bytes[at + 1] as number] as number)
    for (; slots[slot] !== 0; slot = (slot + 1) % SLOTS) {
      const list = listAt(slot)
      const place = ((slots[slot] as number) - 1) % CATEGORY_DIGESTS
      if (isSame(bytes, at, list.bytes, list.start + place * STRIDE)) return slot
    }
    return slot
  }

  for (const [number, { bytes, start, count }] of lists.entries()) {
    for (let place = 0; place < count; place += 1) {
      const slot = slotOf(bytes, start + place * STRIDE)
      if (slots[slot] !== 0) throw new Refusal('disclosure')
      slots[slot] = number * CATEGORY_DIGESTS + place + 1
    }
  }
  return (digest) => {
    const slot = slotOf(Buffer.from(digest), 0)
    return slots[slot] === 0 ? undefined : listAt(slot).category
  }
}

function isSame(a: Uint8Array, atA: number, b: Uint8Array, atB: number): boolean {
  for (let next = 0; next < DIGEST_LENGTH; next += 1) {
    if (a[atA + next] !== b[atB + next]) return false
  }
  return true
}
