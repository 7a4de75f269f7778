import type { NewDisclosure } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { Remember } from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import { assemblePacket } from '../disclosure/assemble-packet.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { findPresentable } from '../records/presentable.ts'
import { readRecord } from '../records/read-record.ts'
import type { StaffActor } from '../staff/actor.ts'
import { doNotAskOf } from '../telling/do-not-ask.ts'
import { readPersonLedger } from '../telling/read-ledger.ts'
import { requireUnrestricted, requireUsable } from '../withdrawals/restricted.ts'
import { withChangedGroups } from './changed-groups.ts'
import { coverForMore } from './cover-for-more.ts'
import { disclosingMove } from './disclosing-move.ts'
import { actorIn } from './event-actor.ts'
import { type Move, type MoveReply, makeMove } from './make-move.ts'
import { requireFit } from './prepare-disclosure.ts'
import { requireShareable } from './require-shareable.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Discloses one item more, a correction, or a part of her story, to who has accepted her: under the
 * signature of the day she told it; she is not asked again. Throws `Problem`: `transition-refused`
 * when nothing may be disclosed now, `restricted`, and as `coverForMore`, `requireShareable`,
 * `findPresentable` and `requireFit`.
 */
export function discloseMore(
  context: NodeContext,
  exchange: Exchange,
  actor: StaffActor,
  id: RandomId,
  wish: NewDisclosure,
  remember: Remember,
): Promise<MoveReply> {
  const plan = async (snapshot: Snapshot): Promise<Move> => {
    const { referral } = snapshot
    if (!mayDisclose(snapshot)) throw new Problem('transition-refused')
    await requireUnrestricted(context.db, id, wish.items)
    const cover = await coverForMore(context, snapshot, wish)
    await requireUsable(context.db, cover.person_id, wish.items)
    const known = await readRecord(context.db, context, cover.person_id)
    requireShareable(context, cover, wish, known)

    const chosen = known.filter(({ item }) => wish.items.includes(item.code))
    const asked = await findPresentable(context, cover.person_id, cover.receiver_node, chosen)
    const shown = await withChangedGroups(context, { cover, referral, tier: wish.tier }, known, {
      chosen,
      own: asked.own,
    })
    const items = shown.map(({ item }) => item)
    const packet = assemblePacket(cover, {
      items,
      ...doNotAskOf(
        await readPersonLedger(context.db, context, cover.person_id),
        known.map(({ item }) => item),
        items,
      ),
      presentable:
        shown.length > chosen.length
          ? await findPresentable(context, cover.person_id, cover.receiver_node, shown)
          : asked,
    })
    requireFit(context, cover, packet)
    const { tier, because, agreement } = wish
    const act = 'disclosure.add'
    const under = { ...cover, id: agreement }
    return disclosingMove(context, { referral, cover: under, tier, packet, act, because })
  }
  return makeMove(context, exchange, id, { actor: actorIn(actor), plan, remember })
}

/** Somebody has accepted her, and neither a pause nor an end stands against it. */
function mayDisclose({ referral, counted, state }: Snapshot): boolean {
  const isAccepted = counted.some(({ type }) => type === 'accepted')
  const isOpen = state.disclosure === 'open' && !state.isPaused && !state.frozen
  return referral.side === 'sender' && isAccepted && isOpen
}
