import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { WorkQueue } from '@causeway/service-kit/queue'
import { dispatch } from './dispatch.ts'
import type { ExchangeContext } from './exchange-context.ts'
import { type HubClient, HubUnavailable } from './hub-client.ts'
import { startLoop } from './loop.ts'
import { proveInclusion } from './prove-inclusion.ts'
import { quarantine, retryQuarantined } from './quarantine.ts'
import { type MailOutcome, receiveMail } from './receive-mail.ts'
import { renewUnanswered } from './renew-envelope.ts'
import { listCreditors, sendReceipts } from './send-receipts.ts'

/** The way in and out of this node. */
export interface Exchange {
  /** Something was committed for this node: send it now. Never waits, never fails. */
  wake(to: NodeId): void
}

export interface RunningExchange extends Exchange {
  /** Sends what is due for this node; rejects when it could not. For the retries. */
  send(to: NodeId): Promise<void>
  close(): Promise<void>
}

interface ExchangeOptions {
  context: ExchangeContext
  hub: HubClient
  /** Carries the retries of what could not be sent. */
  retries: WorkQueue
  /** Called after mail about these referrals has been applied. */
  onApplied: (referrals: readonly RandomId[]) => Promise<void>
  /** Called with every sweep: makes what should follow from committed rows and does not exist yet. */
  onSweep: () => Promise<void>
}

/** Seconds that the hub may hold a question for new mail. */
const MAILBOX_WAIT = 25
/** Milliseconds between two looks for proofs that are not there yet. */
const PROOF_PAUSE = 500
/** Milliseconds between two sweeps. */
const SWEEP_PAUSE = 5_000

/**
 * Starts to send, receive and prove. The outbox and inbox tables are the truth; wake-ups and jobs
 * are hints that may be lost at any moment, since every sweep finds what is due again.
 */
export function startExchange({
  context,
  hub,
  retries,
  onApplied,
  onSweep,
}: ExchangeOptions): RunningExchange {
  const { log, db } = context
  const sending = new Map<NodeId, Promise<void>>()
  const again = new Set<NodeId>()
  let isHubAway = false
  const proving = startLoop(log, async (_signal, idle) => {
    await idle((await proveInclusion(context, hub)) > 0 ? PROOF_PAUSE : undefined)
  })

  /** One sender per destination at a time; what was woken meanwhile is sent right after. */
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
    while (await sendReceipts(context, to)) {}
    await dispatch(context, hub, to)
    proving.wake()
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

  /**
   * While the hub is away it is asked without waiting, so that its return is noticed at once: what
   * could not be sent or proven meanwhile is due then, and not when its own pause is over.
   */
  async function askForMail(after: number, signal: AbortSignal) {
    const wait = after === 0 && !isHubAway ? MAILBOX_WAIT : 0
    const mail = await hub.mailbox(after, wait, signal).catch((error) => {
      isHubAway = true
      throw error
    })
    if (isHubAway) sweeping.wake()
    isHubAway = false
    return mail
  }

  let isFirstRound = true
  const receiving = startLoop(log, async (signal, idle) => {
    if (isFirstRound) await onApplied(await retryQuarantined(context))
    isFirstRound = false
    let after = 0
    for (;;) {
      const mail = await askForMail(after, signal)
      if (mail.length === 0) return after === 0 ? undefined : idle(SWEEP_PAUSE)
      const results: MailOutcome[] = []
      const ids: RandomId[] = []
      for (const { position: _, ...envelope } of mail) {
        const result = await receiveMail(context, envelope)
        const isKept =
          result.outcome !== 'unverifiable' || (await quarantine(context, envelope, result.code))
        if (isKept && result.id) ids.push(result.id)
        results.push(result)
      }
      if (ids.length > 0) await hub.acknowledge(ids)
      for (const creditor of await listCreditors(context)) wake(creditor)
      await onApplied(results.flatMap(({ referrals }) => referrals))
      proving.wake()
      if (ids.length === mail.length) return
      after = mail.at(-1)?.position ?? 0
    }
  })

  const sweeping = startLoop(log, async (_signal, idle) => {
    await renewUnanswered(context)
    const due = await db
      .selectFrom('outbox')
      .select('to_node')
      .distinct()
      .where('submitted_at', 'is', null)
      .where('refused', 'is', null)
      .execute()
    const destinations = new Set([
      ...due.map((row) => row.to_node),
      ...(await listCreditors(context)),
    ])
    for (const to of destinations) wake(to)
    proving.wake()
    await onSweep()
    await idle(SWEEP_PAUSE)
  })

  return {
    wake,
    send,
    async close() {
      await Promise.all([receiving.close(), proving.close(), sweeping.close()])
      await Promise.all(sending.values())
    },
  }
}
