import type { WorkQueue } from '@causeway/service-kit/queue'
import { type NodeContext, seconds } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { listDue } from './deadline-queries.ts'
import { runDeadline } from './run-deadline.ts'

/** Seconds ahead for which the queue is told what falls due. */
const AHEAD = 60
/** Seconds after which nobody waits for the queue any more. */
const LATE = 3
const BATCH = 500

/**
 * Gives the queue what falls due soon, and runs what is overdue at once: the queue makes deadlines
 * punctual, the table makes them certain. A queue that lost everything is told again.
 */
export async function sweepDeadlines(
  context: NodeContext,
  exchange: Exchange,
  queue: WorkQueue,
): Promise<void> {
  const { db, now, log } = context
  const at = seconds(now)
  for (const { id } of await listDue(db, at - LATE, BATCH)) {
    await runDeadline(context, exchange, id).catch((err) =>
      log.error({ err, alarm: 'deadline_failed' }, 'what is overdue could not be done'),
    )
  }
  try {
    for (const { id, due_at } of await listDue(db, at + AHEAD, BATCH)) {
      const delay = Math.max(due_at * 1000 - now().getTime(), 0)
      await queue.add(id, { id: `deadline-${id}-${due_at}`, delay })
    }
  } catch (err) {
    log.warn({ err }, 'no deadline could be queued; the sweep will run them')
  }
}
