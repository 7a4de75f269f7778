import type { KeyDirectory, SigningKey } from '@causeway/protocol/suite'
import type { Seconds } from '@causeway/schemas/wire'
import { createHttpServer, type HttpServer, type SituationCodes } from '@causeway/service-kit/http'
import type { Logger } from '@causeway/service-kit/log'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { limitRate } from './access/limit-rate.ts'
import { requireProof } from './access/require-proof.ts'
import type { Database } from './database/schema.ts'
import { createBatcher } from './envelopes/batcher.ts'
import { envelopeRoutes } from './envelopes/envelope-routes.ts'
import type { OfferedEnvelope } from './envelopes/judge-envelope.ts'
import { type StoreOutcome, storeEnvelopes } from './envelopes/store-envelopes.ts'
import { logRoutes } from './log/log-routes.ts'
import { ROW_OF_LOG } from './log/read-checkpoint.ts'
import { type LogSigner, sequenceLeaves } from './log/sequence-leaves.ts'
import { startSequencer } from './log/sequencer.ts'
import { mailboxRoutes } from './mailbox/mailbox-routes.ts'
import { rowOfMail } from './mailbox/read-mailbox.ts'
import { warnOfStaleDirectory } from './stale-directory.ts'
import type { WaitingRoom } from './waiting/waiting-room.ts'
import { createAnnouncer } from './waiting/wake-up.ts'

export interface HubParts {
  /** The same connections twice: bare for the frozen statements, and under the query builder. */
  pool: pg.Pool
  db: Kysely<Database>
  directory: KeyDirectory
  receiptKey: SigningKey
  logSigner: LogSigner
  waitingRoom: WaitingRoom
  origin: string
  requestsPerSecond: number
  /** How long a checkpoint is left to its witnesses before the next follows. */
  patience: Seconds
  now: () => Seconds
  log: Logger
}

/**
 * One statement at a time: what comes meanwhile shares the next one's commit. With two the batches
 * are half as large, which costs a fifth more of the processor at 8 clients and a tenth at 32.
 */
const BATCHES = { maxRows: 32, maxInFlight: 1, maxWaiting: 512 }

const codes: SituationCodes = {
  malformed: 'format',
  missing: 'missing',
  tooLarge: 'size',
  mediaType: 'format',
  internal: 'internal',
  busy: 'busy',
}

/**
 * The hub as one HTTP server. From `ready` until `close` it also numbers the leaves of the log;
 * closing sends long polls home first. Connections stay with the caller.
 */
export function createHub(parts: HubParts): HttpServer {
  const { pool, db, directory, receiptKey, logSigner: signer, waitingRoom, log } = parts
  const { patience, now } = parts
  const app = createHttpServer({ logger: log, codes })

  const announce = createAnnouncer({
    pool,
    waitingRoom,
    onError: (error) => log.warn({ err: error }, 'news not announced'),
  })
  const sequencer = startSequencer({
    sequence: async () => {
      const sequenced = await sequenceLeaves({ db, signer, patience, now })
      if (sequenced.isSigned) announce([ROW_OF_LOG])
      return sequenced
    },
    onError: (error) => log.warn({ err: error }, 'leaves not numbered'),
  })
  const onWitnessed = () => {
    announce([ROW_OF_LOG])
    sequencer.wake()
  }
  const batcher = createBatcher<OfferedEnvelope, StoreOutcome>({
    ...BATCHES,
    settle: async (rows) => {
      const onError = (error: unknown) => log.warn({ err: error }, 'batch not stored')
      const outcomes = await storeEnvelopes({ pool, onError }, rows)
      sequencer.wake()
      announce(new Set(rows.map(({ header }) => rowOfMail(header.to))))
      return outcomes
    },
  })

  app.addHook('onReady', async () => warnOfStaleDirectory(directory, now(), log))
  app.addHook('preClose', async () => waitingRoom.close())
  app.addHook('onClose', () => sequencer.stop())

  app.get('/healthz', { logLevel: 'warn' }, async () => {
    await sql`select 1`.execute(db)
    return { status: 'ok' }
  })
  app.register(
    async (v1) => {
      requireProof(v1, { directory, origin: parts.origin, now })
      await limitRate(v1, parts.requestsPerSecond)
      v1.register(envelopeRoutes, { directory, receiptKey, batcher, now, log })
      v1.register(mailboxRoutes, { db, waitingRoom, now })
      const { logTrust: trust } = directory
      v1.register(logRoutes, { db, signer, trust, now, waitingRoom, onWitnessed })
    },
    { prefix: '/v1' },
  )
  return app
}
