import { randomBytes } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { Network } from '../start-network.ts'
import { databaseTexts, fileTexts, redisTexts } from './haystacks.ts'
import { scan } from './scan.ts'

export interface SecrecyReport {
  canaries: number
  bytesScanned: number
  plantedCanaries: number
  plantedCanariesFound: number
  /** Values of the person found at the hub. */
  hubPlaintextHits: number
}

/**
 * Looks for a person's values in all that the hub holds: its whole database with the queue in it,
 * all that it printed, and Redis where the queue is there. First proves itself on values planted
 * in each of these places in each spelling.
 */
export async function checkHubSecrecy(
  network: Network,
  canaries: readonly string[],
  queueUrl: string | undefined,
): Promise<SecrecyReport> {
  async function* everything() {
    yield* databaseTexts(network.hub.database.adminUrl)
    yield* fileTexts([network.hub.process.logFile])
    if (queueUrl) yield* redisTexts(queueUrl)
  }
  const planted = await plant(network, queueUrl)
  const proof = await scan(everything(), planted.values)
  await planted.remove()
  const { found, bytesScanned } = await scan(everything(), canaries)
  return {
    canaries: canaries.length,
    bytesScanned,
    plantedCanaries: planted.values.length,
    plantedCanariesFound: proof.found.size,
    hubPlaintextHits: found.size,
  }
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

/** Plants a fresh value in each place in each spelling. */
async function plant(network: Network, queueUrl: string | undefined) {
  const values: string[] = []
  const spelled = () =>
    spellings.map((spell) => {
      const value = `planted "${randomBytes(6).toString('hex')}" ș\n`
      values.push(value)
      return spell(value)
    })

  const client = new pg.Client({ connectionString: network.hub.database.adminUrl })
  await client.connect()
  await client.query('create schema planted')
  await client.query('create table planted.mark (t text, b bytea, j jsonb)')
  const insert = (column: string, value: unknown) =>
    client.query(`insert into planted.mark (${column}) values ($1)`, [value])
  for (const text of spelled()) await insert('t', text)
  for (const text of spelled()) await insert('b', Buffer.from(text))
  for (const text of spelled()) await insert('j', JSON.stringify({ text }))
  await appendFile(network.hub.process.logFile, `${spelled().join(' ')}\n`)

  const redis = queueUrl ? new Redis(queueUrl) : undefined
  if (redis) await redis.hset('planted', Object.fromEntries(spelled().entries()))
  return {
    values,
    async remove() {
      await client.query('drop schema planted cascade')
      await client.end()
      await redis?.del('planted')
      redis?.disconnect()
    },
  }
}
