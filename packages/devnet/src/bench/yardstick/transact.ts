import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { body, digest } from './transaction.ts'

interface Task {
  url: string
  clients: number
  milliseconds: number
}

const statements = [
  { name: 'begin', text: 'begin' },
  {
    name: 'large',
    text: 'insert into bench_large (body) values ($1)',
    values: [body],
  },
  {
    name: 'small',
    text: 'insert into bench_small (digest) values ($1)',
    values: [digest],
  },
  { name: 'commit', text: 'commit' },
]

/** One thread of `namedStatements`: its clients ask until the time is over. */
async function transact({ url, clients, milliseconds }: Task): Promise<number> {
  const open = Array.from({ length: clients }, () => new pg.Client({ connectionString: url }))
  await Promise.all(open.map((client) => client.connect()))
  const start = performance.now()
  const askOn = async (client: pg.Client) => {
    let done = 0
    for (; performance.now() - start < milliseconds; done += 1) {
      for (const statement of statements) await client.query(statement)
    }
    return done
  }
  const done = await Promise.all(open.map(askOn))
  const seconds = (performance.now() - start) / 1000
  await Promise.all(open.map((client) => client.end()))
  return done.reduce((sum, count) => sum + count, 0) / seconds
}

parentPort?.postMessage(await transact(workerData as Task))
