import { Worker } from 'node:worker_threads'
import type { Yardstick } from './transaction.ts'

const MILLISECONDS = 2_000
const THREADS = 2

/** The yardstick by `pg`, its clients shared out among two threads. */
export const namedStatements = (url: URL): Yardstick => ({
  name: 'named statements through pg in two threads, one transaction of a 6 kB row and a small row',
  async rate(clients) {
    const shares = Array.from({ length: THREADS }, (_, thread) =>
      Math.ceil((clients - thread) / THREADS),
    )
    const rates = await Promise.all(
      shares.filter((share) => share > 0).map((share) => rateOfThread(url, share)),
    )
    return rates.reduce((sum, rate) => sum + rate, 0)
  },
})

function rateOfThread(url: URL, clients: number): Promise<number> {
  const workerData = { url: url.href, clients, milliseconds: MILLISECONDS }
  const worker = new Worker(new URL('./transact.ts', import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject)
    worker.once('exit', () => reject(new TypeError('A thread measured nothing')))
  })
}
