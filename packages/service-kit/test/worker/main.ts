import { openQueues } from '../../src/queue.ts'
import { run } from '../../src/run.ts'

/** A process that works on a queue until it is stopped; every second a job reaches it. */
await run('worker', process.env, async ({ log, onClose }) => {
  const queues = await openQueues({ databaseUrl: process.env.DATABASE_URL ?? '', log })
  onClose('queues', () => queues.close())
  queues.worker('sweeps', async () => log.info('working'), { concurrency: 1 })
  await queues.queue('sweeps').every('sweep', 1_000)
})
