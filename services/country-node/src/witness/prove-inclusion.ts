import { leafHash, verifyInclusion } from '@causeway/protocol/log'
import type { Identity, InclusionProof } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import type { HubClient } from '../exchange/hub-client.ts'
import { findHead, followLog } from './log-head.ts'
import { noteFinding } from './note-finding.ts'
import { noticeOverdue, stepOf } from './notice-overdue.ts'
import { readCheckpoint, type SeenCheckpoint } from './read-checkpoint.ts'
import { listUnproven, type Unproven } from './unproven-queries.ts'

/** What a process remembers between two passes; it may be lost at any time. */
export interface ProofMemory {
  /** Of each envelope, what was known when it was last asked for. */
  asked: Map<Identity, string>
  /** The last checkpoint that was verified and followed: one proves many. */
  seen?: SeenCheckpoint
}

/** How many rows are read at once, and how many of them are asked for side by side. */
const PAGE = 1_000
const LANES = 4

/**
 * Fetches and checks the proof that an envelope, sent or received, is in a tree of the hub's log that
 * a quorum of nodes has cosigned, for all that have none yet. Each is asked for once, and again when
 * there is something new to know: a newer witnessed checkpoint, or that the time which was promised
 * is over. Nothing is kept of a log that is not the one this node has seen before. Returns how many
 * still wait. Throws `HubUnavailable`.
 */
export async function proveInclusion(
  context: NodeContext,
  hub: HubClient,
  memory: ProofMemory,
): Promise<number> {
  const known = (await findHead(context))?.witnessed_size ?? 0
  const waiting = new Map<Identity, string>()
  let page: Unproven[] = []
  do {
    page = await listUnproven(context.db, page.at(-1)?.identity ?? '', PAGE)
    const queue = page.values()
    const lane = async () => {
      for (const { identity, since } of queue) {
        const state = `${known} ${stepOf(context.now(), since)}`
        if (memory.asked.get(identity) !== state) {
          if (await prove(context, hub, memory, identity)) continue
          memory.asked.set(identity, state)
        }
        waiting.set(identity, state)
      }
    }
    await Promise.all(Array.from({ length: LANES }, lane))
  } while (page.length === PAGE)
  memory.asked = waiting
  return waiting.size
}

/** Whether the proof is there, and kept. */
async function prove(
  context: NodeContext,
  hub: HubClient,
  memory: ProofMemory,
  env: Identity,
): Promise<boolean> {
  const proof = await hub.inclusion(env)
  if (!proof) {
    await noticeOverdue(context, env)
    return false
  }
  const seen =
    memory.seen?.text === proof.checkpoint
      ? memory.seen
      : await readCheckpoint(context, proof.checkpoint)
  if (!seen || !isProof(env, proof, seen)) {
    await noteFinding(context, { kind: 'log_proof_false', subject: env, evidence: proof })
    return false
  }
  if (seen !== memory.seen) {
    if (!(await followLog(context, hub, seen))) return false
    memory.seen = seen
  }
  if (seen.isWitnessed) await keepProof(context, env, proof, seen)
  else await noticeOverdue(context, env, proof)
  return seen.isWitnessed
}

/** Size and root come from the signed checkpoint, never from the reply that carries the proof. */
function isProof(env: Identity, proof: InclusionProof, { size, root }: SeenCheckpoint): boolean {
  const { identity, index, hashes } = proof
  const isSame = identity === env && proof.size === size
  return isSame && verifyInclusion({ leafHash: leafHash('env', env), index, size, hashes, root })
}

/** The tree is kept once for all that it proves, in the longest text: it has the lines of most. */
async function keepProof(
  { db, now }: NodeContext,
  env: Identity,
  { index, hashes }: InclusionProof,
  { size, root, text }: SeenCheckpoint,
): Promise<void> {
  await db
    .with('tree', (query) =>
      query
        .insertInto('witnessed_tree')
        .values({ root, size, checkpoint: text })
        .onConflict((conflict) =>
          conflict
            .column('root')
            .doUpdateSet({ checkpoint: text })
            .where((eb) =>
              eb(eb.fn<number>('length', ['witnessed_tree.checkpoint']), '<', text.length),
            ),
        ),
    )
    .with('kept', (query) =>
      query
        .insertInto('inclusion')
        .values({ env, leaf_index: index, root, hashes, proven_at: now() })
        .onConflict((conflict) => conflict.column('env').doNothing()),
    )
    .with('sent', (query) =>
      query.updateTable('outbox').set({ proven: true }).where('identity', '=', env),
    )
    .updateTable('inbox')
    .set({ proven: true })
    .where('identity', '=', env)
    .execute()
}
