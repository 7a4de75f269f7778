import type { SigningKey } from '@causeway/protocol/suite'
import { NodeId, type RandomId } from '@causeway/schemas/wire'
import type { Queues } from '@causeway/service-kit/queue'
import { type RunningExchange, startExchange } from './exchange/exchange.ts'
import type { ExchangeContext } from './exchange/exchange-context.ts'
import { createHubClient } from './exchange/hub-client.ts'
import { listUnsettled, react } from './referrals/react.ts'

interface ExchangeParts {
  context: ExchangeContext
  hubOrigin: string
  transportKey: SigningKey
  queues: Queues
}

/** How many destinations are retried side by side. */
const CONCURRENCY = 4

/** Connects the exchange with the referrals that use it: what arrives lets the node act by itself. */
export function openExchange({
  context,
  hubOrigin,
  transportKey,
  queues,
}: ExchangeParts): RunningExchange {
  const reactAll = async (referrals: readonly RandomId[]) => {
    for (const id of new Set(referrals)) {
      await react(context, exchange, id).catch((err) =>
        context.log.error({ err, alarm: 'reaction_failed' }, 'what should follow did not'),
      )
    }
  }
  const exchange: RunningExchange = startExchange({
    context,
    hub: createHubClient({ origin: hubOrigin, transportKey, now: context.now }),
    retries: queues.queue('dispatch'),
    onApplied: reactAll,
    onSweep: async () => reactAll(await listUnsettled(context)),
  })
  queues.worker('dispatch', ({ messageId }) => exchange.send(NodeId.parse(messageId)), {
    concurrency: CONCURRENCY,
  })
  return exchange
}
