import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { returnPolicy } from '@causeway/schemas/record'
import {
  type NodeOrganisations,
  openRoutes,
  syntheticOrganisations,
} from './directory/countries.ts'
import { makeNetworkFiles, type NetworkFiles } from './directory/make-network-files.ts'
import { freePort } from './free-port.ts'
import type { DevelopmentUser, Integrator } from './identity/accounts.ts'
import { developmentIntegrators, developmentUsers } from './identity/development-users.ts'
import { startIdentityProvider } from './identity/identity-provider.ts'
import { type SignedIn, signIn } from './identity/sign-in.ts'
import { audienceOf, launchHub, launchNode, originOf } from './network-services.ts'
import { createServiceDatabase, type ServiceDatabase } from './postgres/databases.ts'
import { makeRunFolder } from './postgres/run-folders.ts'
import { type EmbeddedPostgres, startPostgres } from './postgres/start-postgres.ts'
import type { ServiceProcess } from './processes/start-process.ts'

export interface NetworkOptions {
  /** Countries there are synthetic organisations for: gb, ro, nl, de. */
  nodes: readonly string[]
  /** Those countries have keys and a place in the directory, and the hub alone runs. */
  isHubAlone?: boolean
  /**
   * `redis://host:port` to carry the queues; PostgreSQL does when left out. Each service has a
   * numbered database of that server to itself, the hub 0, the nodes 1, 2, 3 ...
   */
  queueUrl?: string
  /**
   * The run folder. When left out, a temporary one: it is removed at the end, or at a later start
   * when this one is killed.
   */
  folder?: string
  fsync?: boolean
  /** Further settings of every service, for example `LOG_LEVEL`. */
  env?: Record<string, string>
  /** Ends the start, which then closes what it has opened and throws the signal's reason. */
  signal?: AbortSignal
}

export interface NetworkNode {
  id: string
  url: string
  /** Where survivors reach their own windows. */
  windowUrl: string
  issuer: string
  audience: string
  process: ServiceProcess
  database: NetworkDatabase
  /** Where its queues are, when they are not in its database. */
  queueUrl: string | undefined
  organisations: NodeOrganisations
  users: DevelopmentUser[]
  integrators: Integrator[]
  /** Signs in a user of this country, by the end of the name: `ngo-case-worker`. */
  signIn(user: string): Promise<SignedIn>
}

interface NetworkHub {
  url: string
  process: ServiceProcess
  database: NetworkDatabase
  queueUrl: string | undefined
}

export interface NetworkDatabase extends ServiceDatabase {
  /** As the superuser, to look at everything in it. */
  adminUrl: string
}

export interface Network {
  folder: string
  files: NetworkFiles
  hub: NetworkHub
  nodes: Record<string, NetworkNode>
  postgres: EmbeddedPostgres
  /** All that any process of the network has printed. */
  logFiles: string[]
  close(): Promise<void>
}

/**
 * A whole network on this machine, new and empty: PostgreSQL, an identity provider for each
 * country, hub and nodes as processes of their own. What was started is stopped again when a part
 * fails to start.
 */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const cleanUp: (() => Promise<unknown>)[] = []
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= closeAll(cleanUp)
    return closing
  }
  try {
    return { ...(await start(options, (step) => cleanUp.push(step))), close }
  } catch (error) {
    await close()
    throw error
  }
}

type AtEnd = (step: () => Promise<unknown>) => void

/** What was opened last is closed first. What fails to close keeps nothing else open. */
async function closeAll(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps.toReversed()) {
    try {
      await step()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Not all of the network was closed')
}

async function start(options: NetworkOptions, atEnd: AtEnd): Promise<Omit<Network, 'close'>> {
  const { nodes: ids, isHubAlone = false, queueUrl, fsync = true, env = {}, signal } = options
  signal?.throwIfAborted()
  const now = new Date()
  const folder = await runFolder(options.folder, atEnd)

  const countries = ids.map((id) => ({ id, organisations: syntheticOrganisations(id, now) }))
  const content = {
    organisations: countries.flatMap(({ organisations }) => Object.values(organisations)),
    routes: openRoutes(ids, now),
    policy: returnPolicy,
  }
  const started = isHubAlone ? [] : countries
  const startDatabase = async () => {
    const postgres = await startPostgres({ folder, fsync, signal })
    atEnd(() => postgres.close())
    return postgres
  }
  const [postgres, files] = await allOrReason(
    startDatabase(),
    makeNetworkFiles(join(folder, 'keys'), ids, content, now),
  )

  const hubPort = await freePort()
  const surroundings = (index: number): Surroundings => ({
    folder,
    env,
    signal,
    queueUrl: ownQueues(queueUrl, index),
    files,
    postgres,
    hubOrigin: originOf(hubPort),
    atEnd,
  })
  const [hub, nodes] = await allOrReason(
    startHub(hubPort, surroundings(0)),
    allOrReason(...started.map((country, index) => startNode(country, surroundings(index + 1)))),
  )

  return {
    folder,
    files,
    hub,
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    postgres,
    logFiles: [postgres.logFile, hub.process.logFile, ...nodes.map((node) => node.process.logFile)],
  }
}

interface Surroundings {
  folder: string
  env: Record<string, string>
  signal: AbortSignal | undefined
  queueUrl: string | undefined
  files: NetworkFiles
  postgres: EmbeddedPostgres
  hubOrigin: string
  atEnd: AtEnd
}

async function startHub(
  port: number,
  { folder, env, signal, queueUrl, files, postgres, atEnd }: Surroundings,
): Promise<NetworkHub> {
  const database = await createDatabase(postgres, 'hub')
  const process = await launchHub(files, { folder, port, database, queueUrl, env, signal })
  atEnd(() => process.stop())
  return { url: process.url, process, database, queueUrl }
}

async function startNode(
  { id, organisations }: { id: string; organisations: NodeOrganisations },
  { folder, env, signal, queueUrl, files, postgres, hubOrigin, atEnd }: Surroundings,
): Promise<NetworkNode> {
  const keys = files.nodes[id]
  if (!keys) throw new TypeError('A node without keys')
  const audience = audienceOf(id)
  const users = developmentUsers(id, organisations)
  const integrators = developmentIntegrators(id, organisations)
  const [port, windowPort] = [await freePort(), await freePort()]
  const pagesOrigin = originOf(port)
  const provider = await startIdentityProvider({ audience, users, integrators, pagesOrigin })
  atEnd(() => provider.close())

  const { issuer } = provider
  const database = await createDatabase(postgres, `node_${id}`)
  const at = { folder, port, windowPort, database, hubOrigin, issuer }
  const setting = { ...at, id, queueUrl, env, signal, keys }
  const process = await launchNode(files, setting)
  atEnd(() => process.stop())

  return {
    id,
    url: process.url,
    windowUrl: originOf(windowPort),
    issuer,
    audience,
    process,
    database,
    queueUrl,
    organisations,
    users,
    integrators,
    signIn(name) {
      const user = users.find(({ sub }) => sub === `${id}-${name}`)
      if (!user) throw new TypeError(`No such development user: ${name}`)
      return signIn({ issuer, user: user.sub, password: user.password, resource: audience })
    },
  }
}

/** Services that shared a database would take one another's jobs. */
function ownQueues(queueUrl: string | undefined, index: number): string | undefined {
  if (queueUrl === undefined) return undefined
  const url = new URL(queueUrl)
  url.pathname = `/${index}`
  return url.href
}

/** Waits for all, so that whatever did start can be stopped again, before it rejects. */
async function allOrReason<T extends readonly unknown[]>(
  ...parts: {
    [K in keyof T]: Promise<T[K]>
  }
): Promise<T> {
  const outcomes = await Promise.allSettled(parts)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  return Promise.all(parts) as Promise<unknown> as Promise<T>
}

async function createDatabase(postgres: EmbeddedPostgres, name: string): Promise<NetworkDatabase> {
  const adminUrl = new URL(postgres.url)
  adminUrl.pathname = `/${name}`
  return { ...(await createServiceDatabase(postgres.url, name)), adminUrl: adminUrl.href }
}

async function runFolder(given: string | undefined, atEnd: AtEnd): Promise<string> {
  if (given !== undefined) {
    await mkdir(given, { recursive: true, mode: 0o700 })
    return given
  }
  const folder = await makeRunFolder('networks')
  atEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}
