import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { NetworkFiles, NodeFiles } from './directory/make-network-files.ts'
import { PAGES_CLIENT } from './identity/identity-provider.ts'
import { SECOND_FACTOR } from './identity/login.ts'
import type { ServiceDatabase } from './postgres/databases.ts'
import { runCommand, type ServiceProcess, startService } from './processes/start-process.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What both kinds of service are given. */
interface ServiceSetting {
  folder: string
  port: number
  database: ServiceDatabase
  /** Redis; the queues are in its database when there is none. */
  queueUrl: string | undefined
  /** `LOG_LEVEL`, and whatever a test sets. */
  env: Record<string, string>
  /** Ends the start. */
  signal: AbortSignal | undefined
}

/** Loopback only: nothing of a development network is reachable from outside. */
export const originOf = (port: number) => `http://127.0.0.1:${port}`

/** Migrates the hub's database as its owner, then starts the hub as the lesser role. */
export async function launchHub(
  files: NetworkFiles,
  { folder, port, database, queueUrl, env, signal }: ServiceSetting,
): Promise<ServiceProcess> {
  const service = join(root, 'services/referral-hub/src')
  const logFile = join(folder, 'hub.log')
  await runCommand({
    name: 'The migration of the hub',
    entry: join(service, 'cli/migrate.ts'),
    env: {
      ...env,
      ...queueSetting(queueUrl),
      HUB_MIGRATION_DATABASE_URL: database.migrationUrl,
      HUB_APPLICATION_ROLE: database.applicationRole,
    },
    logFile,
    signal,
  })
  return startService({
    name: 'hub',
    entry: join(service, 'main.ts'),
    url: originOf(port),
    logFile,
    signal,
    env: {
      LOG_LEVEL: 'info',
      HUB_HOST: '127.0.0.1',
      HUB_PORT: String(port),
      HUB_ORIGIN: originOf(port),
      HUB_DATABASE_URL: database.url,
      HUB_DIRECTORY_FILE: files.directory,
      HUB_ROOT_KEY_FILE: files.rootKey,
      HUB_RECEIPT_KEY_FILE: files.receiptKey,
      HUB_LOG_KEY_FILE: files.logKey,
      ...queueSetting(queueUrl),
      ...env,
    },
  })
}

interface NodeSetting extends ServiceSetting {
  id: string
  /** Where survivors' own windows are served. */
  windowPort: number
  hubOrigin: string
  issuer: string
  keys: NodeFiles
}

/** The same for a country's node. */
export async function launchNode(
  files: NetworkFiles,
  {
    id,
    folder,
    port,
    windowPort,
    database,
    queueUrl,
    env,
    signal,
    hubOrigin,
    issuer,
    keys,
  }: NodeSetting,
): Promise<ServiceProcess> {
  const service = join(root, 'services/country-node/src')
  const logFile = join(folder, `node-${id}.log`)
  await runCommand({
    name: `The migration of node ${id}`,
    entry: join(service, 'cli/migrate.ts'),
    env: {
      ...env,
      ...queueSetting(queueUrl),
      NODE_MIGRATION_DATABASE_URL: database.migrationUrl,
      NODE_APPLICATION_ROLE: database.applicationRole,
    },
    logFile,
    signal,
  })
  return startService({
    name: id,
    entry: join(service, 'main.ts'),
    url: originOf(port),
    logFile,
    signal,
    env: {
      LOG_LEVEL: 'info',
      NODE_ID: id,
      NODE_HOST: '127.0.0.1',
      NODE_PORT: String(port),
      NODE_ORIGIN: originOf(port),
      NODE_SURVIVOR_HOST: '127.0.0.1',
      NODE_SURVIVOR_PORT: String(windowPort),
      NODE_SURVIVOR_ORIGIN: originOf(windowPort),
      NODE_DATABASE_URL: database.url,
      NODE_HUB_ORIGIN: hubOrigin,
      NODE_DIRECTORY_FILE: files.directory,
      NODE_ROOT_KEY_FILE: files.rootKey,
      NODE_SIGNING_KEY_FILE: keys.signingKey,
      NODE_TRANSPORT_KEY_FILE: keys.transportKey,
      NODE_SEALING_KEY_FILE: keys.sealingKey,
      NODE_WITNESS_KEY_FILE: keys.witnessKey,
      NODE_VAULT_KEY_FILE: keys.vaultKey,
      NODE_OIDC_ISSUER: issuer,
      NODE_OIDC_AUDIENCE: audienceOf(id),
      NODE_OIDC_CLIENT_ID: PAGES_CLIENT,
      NODE_OIDC_CLIENT_KEY_FILE: keys.clientKey,
      NODE_OIDC_STEP_UP_ACR: SECOND_FACTOR,
      NODE_ALLOW_INSECURE_ISSUER: 'true',
      NODE_MAIL_URL: pathToFileURL(join(folder, `mail-${id}`)).href,
      NODE_MAIL_FROM: 'noreply@example.org',
      ...queueSetting(queueUrl),
      ...env,
    },
  })
}

const queueSetting = (queueUrl: string | undefined): Record<string, string> =>
  queueUrl === undefined ? {} : { QUEUE_URL: queueUrl }

/** Whom the tokens of a country's people are for. */
export const audienceOf = (node: string): string => `urn:causeway:node:${node}`
