import type { Digest } from '@causeway/schemas/wire'
import type { RecordRandomness } from './randomness.ts'

/** The digests of one level before this revision, and which of them had something behind them. */
export interface Places {
  digests: readonly Digest[]
  held: readonly Digest[]
}

/**
 * Lays digests out over a fixed number of places in ascending order, the rest filled with decoys.
 * Decoys stay where they can, and which one gives way to something new is drawn: somebody who sees
 * two revisions learns how many places changed, and not what was behind them. Throws `RangeError`
 * when there are more digests than places.
 */
export function fillPlaces(
  size: number,
  digests: readonly Digest[],
  before: Places,
  random: RecordRandomness,
): Digest[] {
  const room = size - digests.length
  if (room < 0) throw new RangeError('more disclosures than a record has places')
  const decoys = before.digests.filter((digest) => !before.held.includes(digest))
  while (decoys.length > room) decoys.splice(drawIndex(decoys.length, random), 1)
  while (decoys.length < room) decoys.push(random.decoy())
  return [...digests, ...decoys].toSorted()
}

/** The bias of the remainder over so few places is below 2^-26. */
const drawIndex = (count: number, random: RecordRandomness) =>
  Buffer.from(random.decoy(), 'base64url').readUInt32BE() % count
