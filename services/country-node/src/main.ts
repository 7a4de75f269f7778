import { randomBytes } from 'node:crypto'
import { encodeBase64url } from '@causeway/protocol/suite'
import type { Digest, RandomId } from '@causeway/schemas/wire'
import { createDatabase, createPool } from '@causeway/service-kit/postgres'
import { openQueues } from '@causeway/service-kit/queue'
import { run } from '@causeway/service-kit/run'
import { createApp } from './app.ts'
import { readNodeConfig } from './config.ts'
import type { Database } from './database/schema.ts'
import type { ExchangeContext } from './exchange/exchange-context.ts'
import { createHubClient } from './exchange/hub-client.ts'
import { openTransport } from './mail/mail-transport.ts'
import { startMail } from './mail/start-mail.ts'
import { readNotices } from './notices/read-notices.ts'
import { openExchange } from './open-exchange.ts'
import { openKeys } from './open-keys.ts'
import { openPages } from './pages/page-site.ts'
import { carriedEvents } from './referrals/carried-events.ts'
import { createSignIn } from './sign-in/sign-in.ts'
import { createAuthenticator } from './staff/authenticate.ts'
import { createSurvivorApp } from './survivor/survivor-app.ts'
import { keyProviderOf } from './vault/key-provider.ts'
import { createVault } from './vault/vault.ts'

/** For what people and machines ask. */
const MAX_CONNECTIONS = 10
/** For the exchange, which must not stand in line behind everybody who asks something. */
const EXCHANGE_CONNECTIONS = 8

await run('country-node', process.env, async ({ log, onClose }) => {
  const config = readNodeConfig(process.env)
  const { directory, signingKey, transportKey, openingKeys, witnessKey } = await openKeys(config)
  const now = () => new Date()

  const connect = (max: number) => {
    const pool = createPool(config.databaseUrl, {
      max,
      applicationName: 'country-node',
      onError: (error) => log.warn({ err: error }, 'database connection lost'),
    })
    const db = createDatabase<Database>(pool)
    onClose('database', () => db.destroy())
    return { pool, db }
  }
  const forPeople = connect(MAX_CONNECTIONS)
  const forExchange = connect(EXCHANGE_CONNECTIONS)

  const queues = await openQueues({
    queueUrl: config.queueUrl,
    databaseUrl: config.databaseUrl,
    log,
  })
  onClose('queues', () => queues.close())

  const context: ExchangeContext = {
    nodeId: config.nodeId,
    ...forPeople,
    vault: createVault(keyProviderOf(config.vaultKey), now),
    directory,
    notices: await readNotices(),
    signingKey,
    witnessKey,
    openingKeys: new Map(openingKeys.map((key) => [key.kid, key])),
    events: carriedEvents,
    now,
    pace: config.pace,
    randomId: () => encodeBase64url(randomBytes(16)) as RandomId,
    randomDigest: () => encodeBase64url(randomBytes(32)) as Digest,
    log,
  }

  const exchange = openExchange({
    context: { ...context, ...forExchange },
    hubOrigin: config.hubOrigin,
    transportKey,
    queues,
  })
  onClose('exchange', () => exchange.close())

  const authenticate = createAuthenticator(context, config.staff)
  const { origin, requestsPerSecond, pages: client, pageSettings, mail } = config
  const signIn = createSignIn({ context, authenticate, origin, client })
  const mailFolder = mail && 'folder' in mail.way ? mail.way.folder : undefined
  const app = await createApp({
    context,
    exchange,
    history: createHubClient({ origin: config.hubOrigin, transportKey, now }),
    signIn,
    pageSettings,
    requestsPerSecond,
    mailFolder,
  })
  onClose('http', () => app.close())

  if (mail) {
    const pages = openPages(pageSettings)
    const letterhead = { from: mail.from, origin, language: pageSettings.language, pages }
    const sending = startMail(context, letterhead, openTransport(mail))
    onClose('mail', () => sending.close())
  } else log.warn('no mail is sent: nobody hears of what waits unless they look')
  await app.listen(config.http)
  if (config.survivor) {
    const { http, settings } = config.survivor
    const windows = await createSurvivorApp({ context, exchange, settings })
    onClose('survivor http', () => windows.close())
    await windows.listen(http)
  }
  log.info({ node: config.nodeId }, 'listening')
})
