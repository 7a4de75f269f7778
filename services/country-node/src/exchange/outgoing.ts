import type { NodeId } from '@causeway/schemas/wire'
import type { WorkQueue } from '@causeway/service-kit/queue'
import { dispatch } from './dispatch.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { type HubClient, HubUnavailable } from './hub-client.ts'
import { listCreditors, sendReceipts } from './send-receipts.ts'

/** What leaves this node. */
export interface Outgoing {
  /** Something was committed for this node: send it now. Never waits, never fails. */
  wake(to: NodeId): void
  /** Wakes every destination for which the tables hold something that is due. */
  wakeAllDue(): Promise<void>
  /** Sends what is due for this node; rejects when it could not. For the retries. */
  send(to: NodeId): Promise<void>
  /** Resolves once nothing is under way any more. */
  close(): Promise<void>
}

interface OutgoingOptions {
  context: ExchangeContext
  hub: HubClient
  /** Carries the retries of what could not be sent. */
  retries: WorkQueue
}

/** One sender per destination at a time; what was woken meanwhile is sent right after. */
export function startOutgoing({ context, hub, retries }: OutgoingOptions): Outgoing {
  const { log, db } = context
  const sending = new Map<NodeId, Promise<void>>()
  const again = new Set<NodeId>()

  function wake(to: NodeId): void {
    if (sending.has(to)) {
      again.add(to)
      return
    }
    const run = send(to)
      .catch((error) => putOff(to, error))
      .finally(() => {
        sending.delete(to)
        if (again.delete(to)) wake(to)
      })
    sending.set(to, run)
  }

  async function send(to: NodeId): Promise<void> {
    const receipts = await sealReceipts(to).catch((error: unknown) => ({ error }))
    await dispatch(context, hub, to)
    if (receipts) throw receipts.error
  }

  /** What is sealed already goes even when what is owed cannot be sealed now. */
  async function sealReceipts(to: NodeId): Promise<undefined> {
    while (await sendReceipts(context, to)) {}
  }

  async function putOff(to: NodeId, error: unknown): Promise<void> {
    if (error instanceof HubUnavailable) log.warn({ code: 'hub_unavailable' }, 'sending is put off')
    else log.error({ err: error }, 'sending failed')
    await retries
      .add(to, { id: `dispatch-${to}`, attempts: 10, backoff: 500, delay: 500 })
      .catch((cause) =>
        log.warn({ err: cause }, 'no retry could be queued; the sweep will find it'),
      )
  }

  async function wakeAllDue(): Promise<void> {
    const due = await db
      .selectFrom('outbox')
      .select('to_node')
      .distinct()
      .where('submitted_at', 'is', null)
      .where('refused', 'is', null)
      .execute()
    const destinations = [...due.map((row) => row.to_node), ...(await listCreditors(context))]
    for (const to of new Set(destinations)) wake(to)
  }

  return {
    wake,
    wakeAllDue,
    send,
    async close() {
      await Promise.all(sending.values())
    },
  }
}
