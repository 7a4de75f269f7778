import { randomBytes } from 'node:crypto'
import type { Haystack } from './haystacks.ts'
import { scan } from './scan.ts'
import type { Witness } from './witness.ts'

export interface SecrecyReport {
  canaries: number
  bytesScanned: number
  plantedCanaries: number
  plantedCanariesFound: number
  /** Values of the person found at the hub, or in a queue. */
  hubPlaintextHits: number
}

/**
 * Looks for a person's values in all that the witness has of hub and queues: what is there now and
 * what was there for a moment. The same search must find values that are planted in each of these
 * places in each spelling, some of them removed again before it begins.
 */
export async function checkHubSecrecy(
  { places }: Pick<Witness, 'places'>,
  canaries: readonly string[],
): Promise<SecrecyReport> {
  const planted: string[] = []
  const spell = () => spellings.map((spelled) => spelled(aMark(planted)))
  for (const place of places) await place.plant(spell)
  const { found, bytesScanned } = await scan(everything(places), [...planted, ...canaries])
  for (const place of places) await place.clear()
  const plantedFound = [...found].filter((index) => index < planted.length).length
  return {
    canaries: canaries.length,
    bytesScanned,
    plantedCanaries: planted.length,
    plantedCanariesFound: plantedFound,
    hubPlaintextHits: found.size - plantedFound,
  }
}

async function* everything(places: readonly Haystack[]) {
  for (const place of places) yield* place.texts()
}

/** A fresh value that is hard to spell, noted among those that must be found. */
function aMark(planted: string[]): string {
  const mark = `planted "${randomBytes(6).toString('hex')}" ș\n`
  planted.push(mark)
  return mark
}

/** The spellings in which values are planted; two letters shift what follows in base64. */
const spellings: ((value: string) => string)[] = [
  (value) => value,
  (value) => JSON.stringify({ value }),
  (value) => encodeURIComponent(value),
  (value) => new URLSearchParams({ value }).toString(),
  (value) => Buffer.from(value).toString('hex'),
  ...['', 'x', 'xy'].flatMap((prefix) => [
    (value: string) => Buffer.from(prefix + value).toString('base64'),
    (value: string) => Buffer.from(prefix + value).toString('base64url'),
  ]),
]
