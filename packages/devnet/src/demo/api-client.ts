import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SignedIn } from '../identity/sign-in.ts'

/** The API refused a call: its code, without anything of a person. */
class ApiRefusal extends Error {
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
      if (reply?.ok) return (await reply.json()) as Reply
      if (reply && reply.status < 500) {
        const { type } = (await reply.json()) as { type?: string }
        throw new ApiRefusal(`${method} ${path}: ${reply.status} ${type}`)
      }
      await reply?.body?.cancel()
      if (Date.now() > until) throw new ApiRefusal(`${method} ${path}: no answer`)
      await sleep(PAUSE)
    }
  }

  async function attempt(method: 'GET' | 'POST', path: string, key: string, body?: object) {
    try {
      return await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await user.accessToken()}`,
          ...(method === 'POST' ? { 'idempotency-key': key } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(10_000),
      })
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
