import { type Cover, findCover } from '../agreements/cover.ts'
import { type NodeContext, seconds } from '../context.ts'
import { disclosingMove } from './disclosing-move.ts'
import { openDraft } from './draft.ts'
import { prepareLater } from './prepare-disclosure.ts'
import type { Reaction } from './reaction.ts'
import type { Snapshot } from './snapshot.ts'

/** Whether an accepted referral of ours still lacks its packet and nothing in it stands against. */
function isPacketDue({ referral, counted, state }: Snapshot): boolean {
  const isAccepted = counted.some((event) => event.type === 'accepted')
  const isSent = counted.some((event) => event.type === 'disclosed')
  const isOpen = state.disclosure === 'open' && !state.isPaused && !state.frozen
  return referral.side === 'sender' && isAccepted && !isSent && isOpen
}

/** What she agreed to under which the packet can go now; `undefined` when it is not due or withheld. */
export async function coverForPacket(
  { db, now }: NodeContext,
  snapshot: Snapshot,
): Promise<Cover | undefined> {
  const { agreement_id: id } = snapshot.referral
  return isPacketDue(snapshot) && id ? findCover(db, id, seconds(now)) : undefined
}

/**
 * The sender's own node sends the packet once the offer has been accepted; nobody has to click. It
 * goes once, and only while her agreement is in force.
 */
export const packetReaction: Reaction = {
  name: 'send_packet',
  async plan(context, snapshot) {
    const { referral } = snapshot
    const cover = await coverForPacket(context, snapshot)
    if (!cover) return undefined
    const draft = await openDraft(context, referral)
    const { packet } = await prepareLater(context, cover, draft.items)
    return disclosingMove(context, { referral, cover, tier: 't2', packet, act: 'packet.send' })
  },
}
