import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { signReceipt } from '@causeway/protocol/receipt'
import { identityOf, type SigningKey } from '@causeway/protocol/suite'
import {
  Acknowledgement,
  type Envelope,
  type Identity,
  type RandomId,
  Submission,
} from '@causeway/schemas/wire'
import { answerOfLog, type LogBehaviour, misbehave } from './log-answers.ts'
import { createLogDouble, type LogDouble } from './log-double.ts'

/** How the double answers a submission. `refuse:<code>` refuses each envelope with that problem. */
export type HubBehaviour =
  | 'honest'
  | 'silent'
  | 'unavailable'
  | 'garbage'
  | 'cut'
  | 'false_receipt'
  | 'receipt_of_another'
  | `refuse:${string}`

interface HubState {
  behaviour: HubBehaviour
  /** How it answers about its log: as the log says, or none of what an answer can be. */
  logBehaviour: 'honest' | LogBehaviour
  /** Seconds after which its receipts promise the leaf. */
  promises: number
  /** Paths of what was asked about the log, in order. */
  asked: string[]
  /** What waits for the node; the double never makes it wait for more. */
  mail: (Envelope & { position: number })[]
  acknowledged: RandomId[]
  /** How often the node has asked for mail. */
  polls: number
}

interface HubKeys {
  receipt: SigningKey
  /** What it signs false receipts with. */
  wrong: SigningKey
  log: { origin: string; skey: string }
}

export type HubDouble = Awaited<ReturnType<typeof startHubDouble>>

/**
 * A hub over real HTTP that misbehaves as it is told, for what a real hub cannot be made to do. It
 * takes envelopes, signs receipts with the given key and proves its log, which a test may rewrite;
 * `cut` takes them and breaks the connection before the answer. Everything that was ever sent is
 * kept in the order in which it came.
 */
export async function startHubDouble(keys: HubKeys) {
  const log = createLogDouble(keys.log.origin, keys.log.skey)
  /** Other histories, by the transport key of whom they are shown to. */
  const logs = new Map<string, LogDouble>()
  const sent: Envelope[] = []
  const receipts = new Map<Identity, string>()
  const state: HubState = {
    behaviour: 'honest',
    logBehaviour: 'honest',
    promises: 60,
    asked: [],
    mail: [],
    acknowledged: [],
    polls: 0,
  }

  const receiptFor = (env: Identity, key = keys.receipt) => {
    const at = Math.floor(Date.now() / 1000)
    const kind = 'submission_accepted' as const
    return signReceipt({ kind, by: 'hub', env, at, merge_by: at + state.promises }, key)
  }
  const take = ({ envelope }: Envelope): string => {
    const identity = identityOf(envelope)
    const known = receipts.get(identity)
    if (known) return known
    const receipt = receiptFor(identity)
    receipts.set(identity, receipt)
    for (const it of [log, ...logs.values()]) if (!it.isWithholding) it.leaves.push(identity)
    return receipt
  }

  function resultOf(envelope: Envelope) {
    const { behaviour } = state
    if (behaviour.startsWith('refuse:')) return { problem: behaviour.slice('refuse:'.length) }
    const identity = identityOf(envelope.envelope)
    if (behaviour === 'false_receipt') return { receipt: receiptFor(identity, keys.wrong) }
    const other = 'A'.repeat(43) as Identity
    if (behaviour === 'receipt_of_another') return { receipt: receiptFor(other) }
    return { receipt: take(envelope) }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub.invalid')
    if (pathname === '/v1/mailbox') {
      state.polls += 1
      const after = Number(searchParams.get('after') ?? 0)
      return reply(response, { mail: state.mail.filter(({ position }) => position > after) })
    }
    if (pathname === '/v1/mailbox/ack') {
      const { ids } = Acknowledgement.parse(JSON.parse(body))
      state.acknowledged.push(...ids)
      state.mail = state.mail.filter(({ envelope }) => !ids.some((id) => claims(envelope, id)))
      return reply(response, { acknowledged: ids.length })
    }
    if (pathname.startsWith('/v1/log/')) {
      state.asked.push(pathname.slice('/v1/log/'.length))
      if (state.logBehaviour !== 'honest') return misbehave[state.logBehaviour](response)
      const shown = logs.get(callerOf(request)) ?? log
      return replyIfThere(response, answerOfLog(shown, pathname, { searchParams, body }))
    }
    if (pathname !== '/v1/envelopes') return refuse(response, 404)
    const { envelopes } = Submission.parse(JSON.parse(body))
    sent.push(...envelopes)
    if (state.behaviour === 'silent') return
    if (state.behaviour === 'unavailable') return refuse(response, 503)
    const results = envelopes.map(resultOf)
    if (state.behaviour === 'cut') {
      request.socket.destroy()
      return
    }
    if (state.behaviour === 'garbage') response.end('{"results":[{"re')
    else reply(response, { results })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => refuse(response, 500))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('not a TCP address')

  return {
    origin: `http://127.0.0.1:${address.port}`,
    state,
    log,
    logs,
    sent,
    /** The receipt of each envelope that was taken. */
    receipts,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The key that the caller's request proof names, whatever it is worth. */
function callerOf({ headers: { authorization = '' } }: IncomingMessage): string {
  const [, header = ''] = /^CW-Proof ([^.]*)/.exec(authorization) ?? []
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }
  return kid
}

const reply = (response: ServerResponse, body: object): void => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}

const replyIfThere = (response: ServerResponse, body: object | undefined): void =>
  body ? reply(response, body) : refuse(response, 404)

/** Whether the signed header names this id, whatever else it is worth. */
const claims = (envelope: string, id: RandomId): boolean =>
  Buffer.from(envelope.split('.')[1] ?? '', 'base64url')
    .toString()
    .includes(`"${id}"`)

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status).end()
}
