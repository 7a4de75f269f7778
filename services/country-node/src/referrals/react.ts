import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { systemIn } from './event-actor.ts'
import { makeMove } from './make-move.ts'
import { hasPlace } from './places.ts'
import type { Reaction } from './reaction.ts'
import { reactions } from './reactions.ts'
import { findReferral } from './referral-queries.ts'

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
  const { db } = context
  const before = await findReferral(db, id)
  if (!before) throw new Problem('not-found')
  for (const reaction of reactions)
    await tryReaction(context, exchange, id, before.own_org, reaction)
  const after = await findReferral(db, id)
  if (after?.version !== before.version) return react(context, exchange, id)
  await db
    .updateTable('referral')
    .set({ settled_version: before.version })
    .where('id', '=', id)
    .where('version', '=', before.version)
    .execute()
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

async function tryReaction(
  context: NodeContext,
  exchange: Exchange,
  id: RandomId,
  org: RandomId,
  reaction: Reaction,
): Promise<void> {
  try {
    await makeMove(context, exchange, id, {
      actor: systemIn(org),
      plan: async (snapshot) => {
        const move = await reaction.plan(context, snapshot)
        if (!move || !hasPlace(snapshot.counted, context.nodeId, move.type)) throw new NotDue()
        return move
      },
    })
  } catch (error) {
    if (!(error instanceof NotDue)) throw error
  }
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
