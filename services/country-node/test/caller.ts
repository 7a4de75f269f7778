import { randomUUID } from 'node:crypto'
import type { HttpServer } from '@causeway/service-kit/http'

export type Caller = ReturnType<typeof callerWith>

/** Calls the API as whoever the token is for; each POST with a key of its own unless one is given. */
export const callerWith = (app: Pick<HttpServer, 'inject'>, token: string) => ({
  get: (url: string) =>
    app.inject({
      method: 'GET',
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}` },
    }),
  post: (url: string, payload: object, key: string = randomUUID()) =>
    app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
      payload,
    }),
})
