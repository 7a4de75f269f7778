import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SignedIn } from '../identity/sign-in.ts'
import { DevnetFault } from '../reason.ts'

/** The API refused a call: its code, without anything of a person. */
class ApiRefusal extends DevnetFault {
  override readonly name = 'ApiRefusal'
}

export interface ApiClient {
  get<Reply>(path: string): Promise<Reply>
  /** Sent with one Idempotency-Key however often it takes. */
  post<Reply>(path: string, body?: object): Promise<Reply>
}

/** Milliseconds that a call is tried for while the node is away. */
const PATIENCE = 30_000
const PAUSE = 100

/**
 * A user of a node's API who does not give up when the node is away for a moment: the same call is
 * sent again, with the same key, until it is answered. Throws `ApiRefusal` when it is refused.
 */
export function createApiClient(origin: string, user: SignedIn): ApiClient {
  async function call<Reply>(method: 'GET' | 'POST', path: string, body?: object): Promise<Reply> {
    const key = randomUUID()
    const until = Date.now() + PATIENCE
    for (;;) {
      const reply = await attempt(method, path, key, body)
      if (reply && reply.status < 400) return reply.body as Reply
      if (reply && reply.status < 500) {
        const { type } = reply.body as { type?: string }
        throw new ApiRefusal(`${method} ${path}: ${reply.status} ${type}`)
      }
      if (Date.now() > until) throw new ApiRefusal(`${method} ${path}: no answer`)
      await sleep(PAUSE)
    }
  }

  /** `undefined` when no whole answer came: the node may go away in the middle of one. */
  async function attempt(method: 'GET' | 'POST', path: string, key: string, body?: object) {
    const authorization = `Bearer ${await user.accessToken()}`
    try {
      const reply = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          authorization,
          ...(method === 'POST' ? { 'idempotency-key': key } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(10_000),
      })
      return { status: reply.status, body: (await reply.json()) as unknown }
    } catch (error) {
      if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return undefined
      throw error
    }
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
  }
}
