import { quorumOf } from '@causeway/protocol/log'
import type { NodeContext } from '../context.ts'
import type { HubClient } from '../exchange/hub-client.ts'
import { type Loop, startLoop } from '../exchange/loop.ts'
import { cosignHead, isWitness } from './cosign-head.ts'
import { findHead, followLog, type LogHead } from './log-head.ts'
import { noteFinding } from './note-finding.ts'
import { readCheckpoint, type SeenCheckpoint } from './read-checkpoint.ts'

interface WatchOptions {
  context: NodeContext
  hub: HubClient
  /** A newer state of the log than before is witnessed: more can be proven. */
  onWitnessed: () => void
}

/** Seconds that the hub may hold a question for a newer checkpoint. */
const LONGEST_WAIT = 25
/** Milliseconds after an answer that brought nothing, however soon the hub gave it. */
const PAUSE = 250

/**
 * Watches the hub's log for as long as the node runs, whether or not it has mail of its own: each
 * node is a witness for all, and only together they find out that they are shown two histories.
 */
export function startWatching(options: WatchOptions): Loop {
  const { context } = options
  if (!isWitness(context)) {
    const alarm = 'witness_unknown'
    context.log.error({ alarm }, 'the directory does not name the witness key of this node')
  }
  let wait = 0
  return startLoop(context.log, async (signal, idle) => {
    const asked = wait
    // What failed may have been our line on its way: then the newest is looked at, whatever it is.
    wait = 0
    const outcome = await watchOnce(options, asked, signal)
    wait = nextWait[outcome](asked)
    if (outcome === 'nothing') await idle(PAUSE)
  })
}

/** What a look brought: enough cosignatures, or one's own was the last that was needed, or a tree. */
type Outcome = 'witnessed' | 'enough' | 'grown' | 'nothing'

/** Who else has cosigned the newest one has to be asked for, and is likely to have changed at first. */
const nextWait: Record<Outcome, (wait: number) => number> = {
  witnessed: () => LONGEST_WAIT,
  enough: () => 0,
  grown: () => 1,
  nothing: (wait) => Math.min(Math.max(wait * 2, 1), LONGEST_WAIT),
}

/**
 * Asks once for a checkpoint beyond what this node has cosigned, which the hub may hold for so many
 * seconds, or for the newest whatever it is when that is 0; holds it against what was seen before,
 * and cosigns it. Stored, then signed, then sent: each look does what is left to do of that. Throws
 * `HubUnavailable`.
 */
export async function watchOnce(
  options: WatchOptions,
  wait: number,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { context, hub, onWitnessed } = options
  const before = await findHead(context)
  const text = await hub.checkpoint(wait === 0 ? 0 : doneUpTo(context, before), wait, signal)
  const seen = await readCheckpoint(context, text)
  if (!seen) {
    const evidence = { checkpoint: text }
    await noteFinding(context, { kind: 'log_proof_false', subject: 'checkpoint', evidence })
    return 'nothing'
  }
  if (!(await followLog(context, hub, seen))) return 'nothing'

  const isNewlyWitnessed = seen.isWitnessed && seen.size > (before?.witnessed_size ?? 0)
  if (isNewlyWitnessed) onWitnessed()
  const count = await submitOwn(context, hub, seen)
  if (isNewlyWitnessed) return 'witnessed'
  // By what this node did itself: a hub that keeps denying our line must not keep us busy.
  if (seen.size <= doneUpTo(context, before)) return 'nothing'
  const isEnough = (count ?? 0) >= quorumOf(context.directory.nodes.length)
  return isEnough && !seen.isWitnessed ? 'enough' : 'grown'
}

/** One that was verified and not cosigned, because the node was stopped, has to be shown again. */
function doneUpTo(context: NodeContext, head: LogHead | undefined): number {
  if (!head) return 0
  return head.cosignature === null && isWitness(context) ? head.size - 1 : head.size
}

/** How many have cosigned it then; `undefined` when it had our line, or is not our newest any more. */
async function submitOwn(
  context: NodeContext,
  hub: HubClient,
  seen: SeenCheckpoint,
): Promise<number | undefined> {
  const own = await cosignHead(context)
  const isThere = seen.cosignatures.some(({ node }) => node === context.nodeId)
  if (own?.size !== seen.size || isThere) return undefined
  return hub.cosign(own.size, own.cosignature)
}
