import { leafHash, openCheckpoint, verifyInclusion } from '@causeway/protocol/log'
import type { Identity, InclusionProof } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { HubClient } from './hub-client.ts'
import { followLog, type VerifiedCheckpoint } from './log-head.ts'
import { noticeMissingLeaf } from './missing-leaf.ts'

/** How many are proven in one pass. */
const BATCH = 32

/**
 * Fetches and checks the proof that an envelope, sent or received, is in the hub's log, for all
 * that have none yet, some at a time and in no order, so that one without a proof hides no other.
 * A proof from a log that is not the one this node has seen before is not kept. Returns how many
 * still wait. Throws `HubUnavailable`.
 */
export async function proveInclusion(context: NodeContext, hub: HubClient): Promise<number> {
  const unproven = await listUnproven(context)
  let waiting = 0
  for (const env of unproven) {
    const proof = await hub.inclusion(env)
    if (proof) {
      await takeProof(context, hub, env, proof)
    } else {
      waiting += 1
      await noticeMissingLeaf(context, env)
    }
  }
  return unproven.length === BATCH ? Math.max(waiting, 1) : waiting
}

/** Both tables have an index that holds just these rows. */
async function listUnproven({ db }: NodeContext): Promise<Identity[]> {
  const { rows } = await sql<{ identity: Identity }>`
    select identity from (
      select identity from outbox where submitted_at is not null and not proven
      union all
      select identity from inbox where not proven
    ) unproven
    order by random() limit ${BATCH}`.execute(db)
  return rows.map((row) => row.identity)
}

async function takeProof(
  context: NodeContext,
  hub: HubClient,
  env: Identity,
  proof: InclusionProof,
): Promise<void> {
  const checkpoint = checkpointProving(context, env, proof)
  if (!checkpoint) {
    context.log.error({ alarm: 'log_proof_false' }, 'the hub gave a proof that does not hold')
  } else if (await followLog(context, hub, checkpoint)) {
    await keepProof(context, env, proof)
  }
}

/**
 * The checkpoint in whose tree this proof shows the envelope; `undefined` when it shows nothing.
 * Size and root come from the signed checkpoint, never from the reply that carries the proof.
 */
function checkpointProving(
  { directory }: NodeContext,
  env: Identity,
  proof: InclusionProof,
): VerifiedCheckpoint | undefined {
  try {
    const text = proof.checkpoint
    const { origin, size, root } = openCheckpoint(text, directory.hub.logKey)
    const { index, hashes } = proof
    const isSame = origin === directory.hub.origin && proof.identity === env && proof.size === size
    const isIn = verifyInclusion({ leafHash: leafHash('env', env), index, size, hashes, root })
    return isSame && isIn ? { origin, size, root, text } : undefined
  } catch {
    return undefined
  }
}

async function keepProof(
  { db, now }: NodeContext,
  env: Identity,
  { index, size, hashes, checkpoint }: InclusionProof,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('inclusion')
      .values({ env, leaf_index: index, tree_size: size, hashes, checkpoint, proven_at: now() })
      .onConflict((conflict) => conflict.column('env').doNothing())
      .execute()
    await trx.updateTable('outbox').set({ proven: true }).where('identity', '=', env).execute()
    await trx.updateTable('inbox').set({ proven: true }).where('identity', '=', env).execute()
  })
}
