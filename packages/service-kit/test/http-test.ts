import { createHash } from 'node:crypto'
import { Problem } from '@causeway/schemas/problems'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { createHttpServer, rawBodyOf } from '../src/http.ts'
import { createLogger } from '../src/log.ts'

const Person = z.strictObject({
  name: z.string().max(20),
  address: z.strictObject({ city: z.string() }).optional(),
  notes: z.record(z.string(), z.string()).optional(),
})

/** A server with one route for each thing that can happen, and what it logs. */
export function anHttpServer() {
  const lines: string[] = []
  const logger = createLogger({ name: 'test', destination: { write: (line) => lines.push(line) } })
  const app = createHttpServer({
    logger,
    requestTimeout: 1_500,
    codes: {
      malformed: 'request-malformed',
      missing: 'not-found',
      tooLarge: 'body-too-large',
      mediaType: 'media-type',
      internal: 'internal',
      busy: 'busy',
    },
  })
  onTestFinished(() => app.close())

  app.post(
    '/people/:id',
    {
      schema: {
        params: z.strictObject({ id: z.string().max(8) }),
        querystring: z.strictObject({ dry: z.stringbool().default(false) }),
        body: Person,
        response: { 200: z.strictObject({ id: z.string(), dry: z.boolean() }) },
      },
    },
    async ({ params: { id }, query: { dry } }) => ({ id, dry }),
  )
  app.post('/digest', async (request) => ({
    digest: createHash('sha256').update(rawBodyOf(request)).digest('hex'),
  }))
  app.get(
    '/lie',
    { schema: { response: { 200: z.strictObject({ ok: z.boolean() }) } } },
    (async () => ({
      ok: 'Canary',
    })) as never,
  )
  app.get('/break', async () => {
    throw new Error('Canary in a message')
  })
  app.get('/restart', async () => {
    throw Object.assign(new Error('terminating connection'), { code: '57P01' })
  })
  app.get('/refuse', { schema: { response: { 409: z.never() } } }, async () => {
    throw new Problem('route-closed', { cause: new Error('Canary for the operator') })
  })
  return { app, lines, logged: () => lines.map((line) => JSON.parse(line)) }
}
