import type { Network } from '../start-network.ts'
import { databaseHaystack, fileHaystack, type Haystack, redisHaystack } from './haystacks.ts'
import { passingJobs, passingKeys, passingMail } from './passing-haystacks.ts'
import { witnessRedis } from './witness-redis.ts'
import { WITNESS, witnessRows } from './witness-rows.ts'

/** Where the library of the queues keeps its tables. */
const QUEUES = 'bullmq'

export interface Witness {
  /** All that the hub holds, held for a moment, or printed; and the queues of hub and nodes. */
  places: Haystack[]
  close(): Promise<void>
}

/**
 * Keeps copies of what passes through the hub's tables and through every queue, so that what was
 * there for a moment can still be searched. Of rows the database itself keeps them, of Redis
 * MONITOR does.
 */
export async function openWitness({ hub, nodes }: Network): Promise<Witness> {
  const atEnd: (() => unknown)[] = []
  const close = async () => {
    for (const end of atEnd.splice(0).reverse()) await end()
  }
  try {
    return { places: await takePlaces({ hub, nodes }, atEnd), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function takePlaces(
  { hub, nodes }: Pick<Network, 'hub' | 'nodes'>,
  atEnd: (() => unknown)[],
): Promise<Haystack[]> {
  const hubUrl = hub.database.adminUrl
  const queueDatabases = Object.values(nodes)
    .filter(({ queueUrl }) => queueUrl === undefined)
    .map(({ database }) => database.adminUrl)
  const redisUrls = [hub, ...Object.values(nodes)].flatMap(({ queueUrl }) => queueUrl ?? [])

  atEnd.push(await witnessRows(hubUrl, ['public', QUEUES]))
  for (const url of queueDatabases) atEnd.push(await witnessRows(url, [QUEUES]))
  const places = [
    databaseHaystack(hubUrl),
    passingMail(hubUrl),
    fileHaystack(hub.process.logFile),
    ...(hub.queueUrl === undefined ? [passingJobs(hubUrl)] : []),
    ...queueDatabases.flatMap((url) => [
      databaseHaystack(url, QUEUES),
      databaseHaystack(url, WITNESS),
      passingJobs(url),
    ]),
    ...redisUrls.map(redisHaystack),
  ]
  if (redisUrls[0] !== undefined) {
    const redis = await witnessRedis(redisUrls[0])
    atEnd.push(redis.close)
    places.push(passingKeys(redis, redisUrls))
  }
  return places
}
