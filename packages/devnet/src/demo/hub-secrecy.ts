import { randomBytes } from 'node:crypto'
import type { Network } from '../start-network.ts'
import { databaseHaystack, fileHaystack, type Haystack, redisHaystack } from './haystacks.ts'
import { scan } from './scan.ts'

export interface SecrecyReport {
  canaries: number
  bytesScanned: number
  plantedCanaries: number
  plantedCanariesFound: number
  /** Values of the person found at the hub, or in a queue. */
  hubPlaintextHits: number
}

/** Where the library of the queues keeps its tables. */
const QUEUE_SCHEMA = 'bullmq'

/**
 * Looks for a person's values in all that the hub holds, its whole database and all that it
 * printed, and in the queues of hub and nodes, wherever they are. First proves itself on values
 * planted in each of these places in each spelling.
 */
export async function checkHubSecrecy(
  network: Network,
  canaries: readonly string[],
): Promise<SecrecyReport> {
  const places = haystacksOf(network)
  const { planted, found: proof } = await proveSearch(places)
  const { found, bytesScanned } = await scan(everything(places), canaries)
  return {
    canaries: canaries.length,
    bytesScanned,
    plantedCanaries: planted,
    plantedCanariesFound: proof,
    hubPlaintextHits: found.size,
  }
}

function haystacksOf({ hub, nodes }: Network): Haystack[] {
  const queues = Object.values(nodes).map(({ queueUrl, database }) =>
    queueUrl ? redisHaystack(queueUrl) : databaseHaystack(database.adminUrl, QUEUE_SCHEMA),
  )
  return [
    databaseHaystack(hub.database.adminUrl),
    fileHaystack(hub.process.logFile),
    ...(hub.queueUrl ? [redisHaystack(hub.queueUrl)] : []),
    ...queues,
  ]
}

async function* everything(places: readonly Haystack[]) {
  for (const place of places) yield* place.texts()
}

/** Plants a fresh value in each place in each spelling, and counts how many the search finds. */
async function proveSearch(places: readonly Haystack[]) {
  const values: string[] = []
  const spell = () =>
    spellings.map((spelled) => {
      const value = `planted "${randomBytes(6).toString('hex')}" ș\n`
      values.push(value)
      return spelled(value)
    })
  for (const place of places) await place.plant(spell)
  const { found } = await scan(everything(places), values)
  for (const place of places) await place.clear()
  return { planted: values.length, found: found.size }
}

/** The spellings in which values are planted; two letters shift what follows in base64. */
const spellings: ((value: string) => string)[] = [
  (value) => value,
  (value) => JSON.stringify({ value }),
  (value) => Buffer.from(value).toString('hex'),
  ...['', 'x', 'xy'].flatMap((prefix) => [
    (value: string) => Buffer.from(prefix + value).toString('base64'),
    (value: string) => Buffer.from(prefix + value).toString('base64url'),
  ]),
]
