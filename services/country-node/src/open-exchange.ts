import type { SigningKey } from '@causeway/protocol/suite'
import { NodeId, RandomId } from '@causeway/schemas/wire'
import type { Queues } from '@causeway/service-kit/queue'
import { runDeadline } from './deadlines/run-deadline.ts'
import { sweepDeadlines } from './deadlines/sweep-deadlines.ts'
import { type RunningExchange, startExchange } from './exchange/exchange.ts'
import type { ExchangeContext } from './exchange/exchange-context.ts'
import { createHubClient } from './exchange/hub-client.ts'
import { sweepPractice } from './pages/practice/end-practice.ts'
import { listUnsettled, reactAll } from './referrals/react.ts'
import { forgetKept } from './sign-in/keep-form.ts'
import { destroyDue } from './stops/destroy-due.ts'
import { followDuressDue } from './survivor/follow-duress.ts'
import { spreadDue } from './withdrawals/spread-due.ts'

interface ExchangeParts {
  context: ExchangeContext
  hubOrigin: string
  transportKey: SigningKey
  queues: Queues
}

/** How many destinations are retried, and how many deadlines run, side by side. */
const CONCURRENCY = 4

/** Connects the exchange with the referrals that use it: what arrives lets the node act by itself. */
export function openExchange({
  context,
  hubOrigin,
  transportKey,
  queues,
}: ExchangeParts): RunningExchange {
  const exchange: RunningExchange = startExchange({
    context,
    hub: createHubClient({ origin: hubOrigin, transportKey, now: context.now }),
    retries: queues.queue('dispatch'),
    onApplied: async (applied) =>
      reactAll(context, exchange, [...applied, ...(await spreadDue(context))]),
    onSweep: [
      async () => reactAll(context, exchange, await spreadDue(context)),
      async () => reactAll(context, exchange, await listUnsettled(context)),
      () => destroyDue(context),
      () => followDuressDue(context, exchange),
      () => forgetKept(context),
      () => sweepPractice(context),
      () => sweepDeadlines(context, exchange, queues.queue('deadline')),
    ],
  })
  queues.worker('dispatch', ({ messageId }) => exchange.send(NodeId.parse(messageId)), {
    concurrency: CONCURRENCY,
  })
  queues.worker(
    'deadline',
    ({ messageId }) => runDeadline(context, exchange, RandomId.parse(messageId)),
    { concurrency: CONCURRENCY },
  )
  return exchange
}
