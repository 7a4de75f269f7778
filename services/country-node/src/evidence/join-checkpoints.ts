import { type Checkpoint, openCheckpoint, verifyConsistency } from '@causeway/protocol/log'
import type { UnsealedEvidence } from '@causeway/schemas/evidence'
import type { NodeContext } from '../context.ts'
import { type HubClient, HubUnavailable } from '../exchange/hub-client.ts'

/** The hub, as far as it can show that one tree of its log is the beginning of another. */
export type LogHistory = Pick<HubClient, 'consistency'>

type Joins = UnsealedEvidence['joins']

/** Milliseconds after which a hub that answers slowly is asked for nothing more. */
const PATIENCE = 15_000

/**
 * What joins each checkpoint to the next, each proof checked here; `null` where the hub cannot be
 * reached or gives none that holds. Of a hub that is away, or keeps people waiting, no more is asked.
 */
export async function joinCheckpoints(
  { directory, log, now }: Pick<NodeContext, 'directory' | 'log' | 'now'>,
  history: LogHistory,
  texts: readonly string[],
): Promise<Joins> {
  const checkpoints = texts.map((text) => openCheckpoint(text, directory.hub.logKey))
  const joins: Joins = []
  const began = now().getTime()
  let isAway = false
  for (const [at, second] of checkpoints.slice(1).entries()) {
    const first = checkpoints[at] as Checkpoint
    isAway ||= now().getTime() - began > PATIENCE
    try {
      joins.push(isAway ? null : await join(history, first, second))
    } catch (error) {
      if (!(error instanceof HubUnavailable)) throw error
      log.warn(
        { code: 'hub_unavailable' },
        'evidence goes without a part of the history of the log',
      )
      isAway = true
      joins.push(null)
    }
  }
  return joins
}

async function join(
  history: LogHistory,
  { size: first, root: firstRoot }: Checkpoint,
  { size: second, root: secondRoot }: Checkpoint,
): Promise<Joins[number]> {
  const proof = await history.consistency(first, second)
  if (!proof) return null
  const { hashes } = proof
  return verifyConsistency({ first, firstRoot, second, secondRoot, hashes }) ? hashes : null
}
