import type { NodeId, RandomId } from '@causeway/schemas/wire'
import type { WorkQueue } from '@causeway/service-kit/queue'
import { seconds } from '../context.ts'
import { type ProofMemory, proveInclusion } from '../witness/prove-inclusion.ts'
import { startWatching } from '../witness/watch-log.ts'
import type { ExchangeContext } from './exchange-context.ts'
import type { HubClient } from './hub-client.ts'
import { startLoop } from './loop.ts'
import { type Outgoing, startOutgoing } from './outgoing.ts'
import { retryQuarantined } from './quarantine.ts'
import { readMailbox } from './read-mailbox.ts'
import { renewUnanswered } from './renew-envelope.ts'

/** The way out of this node, as verbs see it. */
export type Exchange = Pick<Outgoing, 'wake'>

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
  /** Called with every sweep: they make what should follow from committed rows and does not exist yet. */
  onSweep: readonly (() => Promise<void>)[]
}

/** Seconds that the hub may hold a question for new mail. */
const MAILBOX_WAIT = 25
/** Milliseconds between two sweeps, and before mail that was left at the hub is looked at again. */
const SWEEP_PAUSE = 5_000
/** How many referrals are looked at in one round for what follows. */
const MOST_AT_ONCE = 32
/** Milliseconds until mail is proven that came when its tree had been confirmed already. */
const PROOF_PAUSE = 1_000
/** Milliseconds between two complaints that the directory is out of date. */
const STALE_PAUSE = 60_000

/**
 * Starts to send, receive and prove. The outbox and inbox tables are the truth; wake-ups and jobs
 * are hints that may be lost at any moment, since every sweep finds what is due again.
 */
export function startExchange(options: ExchangeOptions): RunningExchange {
  const { context, hub, retries, onApplied, onSweep } = options
  const { log } = context

  const proofs: ProofMemory = { asked: new Map() }
  const proving = startLoop(log, async (_signal, idle) => {
    await proveInclusion(context, hub, proofs)
    await idle(PROOF_PAUSE)
  })
  const watching = startWatching({ context, hub, onWitnessed: proving.wake })
  const outgoing = startOutgoing({ context, hub, retries })

  /** No part of a sweep keeps the others from their work. */
  const sweepPart = (part: () => Promise<unknown>) =>
    part().catch((err) => log.error({ err, alarm: 'sweep_failed' }, 'a part of the sweep failed'))
  const sweeping = startLoop(log, async (_signal, idle) => {
    await sweepPart(outgoing.wakeAllDue)
    for (const part of onSweep) await sweepPart(part)
    await sweepPart(() => renewUnanswered(context))
    await idle(SWEEP_PAUSE)
  })

  /** Apart from receiving, so that the next mail does not wait for what follows from this. */
  const changed = new Set<RandomId>()
  const reacting = startLoop(log, async (_signal, idle) => {
    const referrals = [...changed].slice(0, MOST_AT_ONCE)
    for (const id of referrals) changed.delete(id)
    if (referrals.length === 0) return idle(undefined)
    await onApplied(referrals)
  })
  const reactTo = (referrals: readonly RandomId[]) => {
    for (const id of referrals) changed.add(id)
    reacting.wake()
  }
  const onTaken = async (referrals: readonly RandomId[]) => {
    reactTo(referrals)
    await outgoing.wakeAllDue()
  }
  const isDirectoryStale = () => seconds(context.now) >= context.directory.freshUntil
  let isHubAway = true
  const receiving = startLoop(log, async (signal, idle) => {
    if (isDirectoryStale()) {
      log.error({ alarm: 'directory_stale' }, 'no mail is taken by a directory that is out of date')
      return idle(STALE_PAUSE)
    }
    if (isHubAway) reactTo(await retryQuarantined(context))
    // While the hub is away it is asked without waiting, so that its return is noticed at once:
    // what could not be sent meanwhile is due then, and not when its own pause is over.
    const wait = isHubAway ? 0 : MAILBOX_WAIT
    const wasAway = isHubAway
    isHubAway = true
    const isLeft = await readMailbox({ context, hub, wait, onTaken }, signal)
    isHubAway = false
    if (wasAway) for (const loop of [sweeping, watching]) loop.wake()
    if (isLeft) await idle(SWEEP_PAUSE)
  })

  return {
    wake: outgoing.wake,
    send: outgoing.send,
    async close() {
      const loops = [receiving, reacting, watching, proving, sweeping]
      await Promise.all(loops.map((loop) => loop.close()))
      await outgoing.close()
    },
  }
}
