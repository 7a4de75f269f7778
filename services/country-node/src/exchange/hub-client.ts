import { type SigningKey, signRequestProof } from '@causeway/protocol/suite'
import {
  AcknowledgementReply,
  CheckpointReply,
  ConsistencyProof,
  CosignatureReply,
  type Envelope,
  type Identity,
  InclusionProof,
  MailboxReply,
  parseStrictJson,
  type RandomId,
  SubmissionReply,
} from '@causeway/schemas/wire'
import type { z } from 'zod'
import { seconds } from '../context.ts'

/** The hub could not be reached, or answered something that is not an answer. Try again later. */
export class HubUnavailable extends Error {
  override readonly name = 'HubUnavailable'
}

/** The hub as a node sees it. Every call throws `HubUnavailable` when it gets no proper answer. */
export interface HubClient {
  submit(envelopes: Envelope[]): Promise<SubmissionReply['results']>
  /** Waits up to `wait` seconds for mail beyond position `after`. */
  mailbox(after: number, wait: number, signal: AbortSignal): Promise<MailboxReply['mail']>
  acknowledge(ids: RandomId[]): Promise<void>
  /** `undefined` while the envelope is not in the log yet. */
  inclusion(identity: Identity): Promise<InclusionProof | undefined>
  /** That one tree of the log is the beginning of another; `undefined` when the log is smaller. */
  consistency(first: number, second: number): Promise<ConsistencyProof | undefined>
  /** Text of the newest checkpoint; waits up to `wait` seconds for one of more than `after` leaves. */
  checkpoint(after: number, wait: number, signal?: AbortSignal): Promise<string>
  /** How many nodes have cosigned this size now; `undefined` when the hub has a newer checkpoint. */
  cosign(size: number, cosignature: string): Promise<number | undefined>
}

interface HubOptions {
  origin: string
  transportKey: SigningKey
  now: () => Date
  /** Milliseconds a call may take beyond the time it asked the hub to wait. */
  patience?: number
}

const PATIENCE = 10_000

/** A client of the hub; each request carries a proof made with the node's transport key. */
export function createHubClient({
  origin,
  transportKey,
  now,
  patience = PATIENCE,
}: HubOptions): HubClient {
  async function call(
    method: 'GET' | 'POST',
    path: string,
    { body = '', wait = 0, signal }: { body?: string; wait?: number; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const url = origin + path
    const proof = signRequestProof({ method, url, body }, transportKey, seconds(now))
    const limit = AbortSignal.timeout(wait * 1000 + patience)
    try {
      return await fetch(url, {
        method,
        headers: {
          authorization: `CW-Proof ${proof}`,
          ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        },
        ...(method === 'POST' ? { body } : {}),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      })
    } catch (cause) {
      throw new HubUnavailable('no answer', { cause })
    }
  }

  return {
    async submit(envelopes) {
      const body = JSON.stringify({ envelopes })
      const { results } = await read(await call('POST', '/v1/envelopes', { body }), SubmissionReply)
      if (results.length !== envelopes.length) throw new HubUnavailable('results do not match')
      return results
    },
    async mailbox(after, wait, signal) {
      const path = `/v1/mailbox?after=${after}&wait=${wait}`
      return (await read(await call('GET', path, { wait, signal }), MailboxReply)).mail
    },
    async acknowledge(ids) {
      const body = JSON.stringify({ ids })
      await read(await call('POST', '/v1/mailbox/ack', { body }), AcknowledgementReply)
    },
    inclusion: async (identity) =>
      readIfThere(await call('GET', `/v1/log/proof?identity=${identity}`), InclusionProof),
    consistency: async (first, second) =>
      readIfThere(
        await call('GET', `/v1/log/consistency?first=${first}&second=${second}`),
        ConsistencyProof,
      ),
    async checkpoint(after, wait, signal) {
      const path = `/v1/log/checkpoint?after=${after}&wait=${wait}`
      const limits = signal ? { wait, signal } : { wait }
      return (await read(await call('GET', path, limits), CheckpointReply)).checkpoint
    },
    async cosign(size, cosignature) {
      const body = JSON.stringify({ size, cosignature })
      const response = await call('POST', '/v1/log/cosign', { body })
      return (await readIfThere(response, CosignatureReply))?.cosignatures
    },
  }
}

async function readIfThere<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  if (response.status !== 404) return read(response, schema)
  await response.body?.cancel()
  return undefined
}

async function read<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<z.infer<Schema>> {
  try {
    const text = await readText(response)
    if (!response.ok) throw new HubUnavailable(`status ${response.status}`)
    return schema.parse(parseStrictJson(text))
  } catch (cause) {
    if (cause instanceof HubUnavailable) throw cause
    throw new HubUnavailable('unreadable answer', { cause })
  }
}

/** The longest answer that is read; a page of the mailbox is about 4 MiB. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024

/** A hub that never stops talking must not fill the node's memory. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > MAX_REPLY_BYTES) throw new HubUnavailable('endless answer')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
