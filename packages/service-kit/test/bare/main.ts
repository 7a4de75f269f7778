import { fastify } from 'fastify'
import pg from 'pg'

/*
 * What the memory of the services is held against: the server and the database client that they
 * use, and nothing of what they are for.
 */

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 })
const app = fastify({ logger: true })

app.get('/healthz', async () => {
  await pool.query('select 1')
  return { status: 'ok' }
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit())
process.stdin.on('end', () => process.exit()).resume()
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
