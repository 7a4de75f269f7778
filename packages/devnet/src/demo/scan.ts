import { needlesFor } from './needles.ts'

export interface ScanResult {
  bytesScanned: number
  /** The values that were found, by their place in the list that was given. */
  found: Set<number>
}

/** Looks for every spelling of every value in every text. Values are never printed. */
export async function scan(
  texts: AsyncIterable<string>,
  values: readonly string[],
): Promise<ScanResult> {
  const needles = values.map(needlesFor)
  const found = new Set<number>()
  let bytesScanned = 0
  for await (const text of texts) {
    bytesScanned += Buffer.byteLength(text)
    for (const [index, spellings] of needles.entries()) {
      if (!found.has(index) && spellings.some((needle) => text.includes(needle))) found.add(index)
    }
  }
  return { bytesScanned, found }
}
