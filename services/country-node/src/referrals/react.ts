import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { systemIn } from './event-actor.ts'
import { type Move, makeMove } from './make-move.ts'
import { hasPlace } from './places.ts'
import type { Reaction } from './reaction.ts'
import { reactions } from './reactions.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'

/** Thrown by a plan that finds nothing to do any more; leaves nothing behind. */
class NotDue extends Error {
  override readonly name = 'NotDue'
}

/**
 * Makes every move that follows from where a referral stands, then notes the version that this was
 * done for, so that a sweep finds those for which it was not. Throws what a reaction throws; the
 * referral then stays to be looked at again.
 */
export async function react(context: NodeContext, exchange: Exchange, id: RandomId): Promise<void> {
  const { db, nodeId } = context
  const snapshot = await takeSnapshot(db, nodeId, id)
  const { version } = snapshot.referral
  for (const reaction of reactions) {
    if (await tryReaction(context, exchange, snapshot, reaction))
      return react(context, exchange, id)
  }
  const settled = await db
    .updateTable('referral')
    .set({ settled_version: version })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (!settled) return react(context, exchange, id)
}

/** The move that it makes now, if it has a place for it. */
async function planOf(
  context: NodeContext,
  snapshot: Snapshot,
  reaction: Reaction,
): Promise<Move | undefined> {
  const move = await reaction.plan(context, snapshot)
  return move && hasPlace(snapshot.counted, context.nodeId, move.type) ? move : undefined
}

/**
 * The same for several, each on its own: one that fails does not keep the others waiting, and is
 * found by the next sweep. Throws nothing.
 */
export async function reactAll(
  context: NodeContext,
  exchange: Exchange,
  referrals: readonly RandomId[],
): Promise<void> {
  for (const id of new Set(referrals)) {
    await react(context, exchange, id).catch((err) =>
      context.log.error({ err, alarm: 'reaction_failed' }, 'what should follow did not'),
    )
  }
}

/** Whether it had something to do: then the referral is not what the snapshot says any more. */
async function tryReaction(
  context: NodeContext,
  exchange: Exchange,
  snapshot: Snapshot,
  reaction: Reaction,
): Promise<boolean> {
  const planned = await planOf(context, snapshot, reaction)
  if (!planned) return false
  const { id, own_org } = snapshot.referral
  try {
    await makeMove(context, exchange, id, {
      actor: systemIn(own_org),
      snapshot,
      plan: async (current) => {
        const move = current === snapshot ? planned : await planOf(context, current, reaction)
        if (!move) throw new NotDue()
        return move
      },
    })
  } catch (error) {
    if (!(error instanceof NotDue)) throw error
  }
  return true
}

/** Referrals that changed since their reactions were last looked for. */
export async function listUnsettled({ db }: NodeContext): Promise<RandomId[]> {
  const rows = await db
    .selectFrom('referral')
    .select('id')
    .whereRef('settled_version', '<', 'version')
    .where('status', 'not in', ['draft', 'dropped'])
    .orderBy('changed_at')
    .limit(500)
    .execute()
  return rows.map((row) => row.id)
}
