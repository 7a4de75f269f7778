import { leafHash, openCheckpoint, verifyInclusion } from '@causeway/protocol/log'
import type { Identity, InclusionProof } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import type { NodeContext } from '../context.ts'
import type { HubClient } from './hub-client.ts'

/** How many are proven in one pass. */
const BATCH = 32

/**
 * Fetches and checks the proof that an envelope, sent or received, is in the hub's log, for all
 * that have none yet, some at a time and in no order, so that one without a proof hides no other.
 * Returns how many still wait. Throws `HubUnavailable`.
 */
export async function proveInclusion(context: NodeContext, hub: HubClient): Promise<number> {
  const unproven = await listUnproven(context)
  let waiting = 0
  for (const env of unproven) {
    const proof = await hub.inclusion(env)
    if (!proof) waiting += 1
    else if (isProven(context, env, proof)) await keepProof(context, env, proof)
    else context.log.error({ alarm: 'log_proof_false' }, 'the hub gave a proof that does not hold')
  }
  return unproven.length === BATCH ? Math.max(waiting, 1) : waiting
}

async function listUnproven({ db }: NodeContext): Promise<Identity[]> {
  const { rows } = await sql<{ identity: Identity }>`
    select identity from (
      select identity from outbox where submitted_at is not null
      union all
      select identity from inbox
    ) seen
    where not exists (select from inclusion where inclusion.env = seen.identity)
    order by random() limit ${BATCH}`.execute(db)
  return rows.map((row) => row.identity)
}

/** Size and root come from the signed checkpoint, never from the reply that carries the proof. */
function isProven({ directory }: NodeContext, env: Identity, proof: InclusionProof): boolean {
  try {
    const { origin, size, root } = openCheckpoint(proof.checkpoint, directory.hub.logKey)
    const { index, hashes } = proof
    const isSame = origin === directory.hub.origin && proof.identity === env && proof.size === size
    return isSame && verifyInclusion({ leafHash: leafHash('env', env), index, size, hashes, root })
  } catch {
    return false
  }
}

async function keepProof(
  { db, now }: NodeContext,
  env: Identity,
  { index, size, hashes, checkpoint }: InclusionProof,
): Promise<void> {
  await db
    .insertInto('inclusion')
    .values({ env, leaf_index: index, tree_size: size, hashes, checkpoint, proven_at: now() })
    .onConflict((conflict) => conflict.column('env').doNothing())
    .execute()
}
