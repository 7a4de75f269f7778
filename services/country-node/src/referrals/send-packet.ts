import { type Agreement, findAgreement, isInForce } from '../agreements/agreement-queries.ts'
import { type NodeContext, seconds } from '../context.ts'
import { insertDisclosure } from '../disclosure/disclosure-queries.ts'
import { openDraft } from './draft.ts'
import { prepareLater } from './prepare-disclosure.ts'
import type { Reaction } from './reactions.ts'
import type { Snapshot } from './snapshot.ts'

/** Whether an accepted referral of ours still lacks its packet and nothing in it stands against. */
function isPacketDue({ referral, counted, state }: Snapshot): boolean {
  const isAccepted = counted.some((event) => event.type === 'accepted')
  const isSent = counted.some((event) => event.type === 'disclosed')
  const isOpen = state.disclosure === 'open' && !state.isPaused && !state.frozen
  return referral.side === 'sender' && isAccepted && !isSent && isOpen
}

/** The agreement under which the packet can go now; `undefined` when it is not due or withheld. */
export async function agreementForPacket(
  { db, now }: NodeContext,
  snapshot: Snapshot,
): Promise<Agreement | undefined> {
  const { agreement_id: id } = snapshot.referral
  const agreement = isPacketDue(snapshot) && id ? await findAgreement(db, id) : undefined
  return agreement && isInForce(agreement, seconds(now)) ? agreement : undefined
}

/**
 * The sender's own node sends the packet once the offer has been accepted; nobody has to click. It
 * goes once, and only while her agreement is in force.
 */
export const packetReaction: Reaction = {
  name: 'send_packet',
  async plan(context, snapshot) {
    const { referral } = snapshot
    const agreement = await agreementForPacket(context, snapshot)
    if (!agreement) return undefined
    const draft = await openDraft(context, referral)
    const { packet } = await prepareLater(context, agreement, draft.items)
    const items = packet.items.map(({ code }) => code)
    return {
      type: 'disclosed',
      data: { tier: 't2' },
      body: packet,
      grants: [agreement.grant_jws],
      audit: { act: 'packet.send', detail: { items } },
      alongside: (trx, event) =>
        insertDisclosure(trx, {
          event: event.identity,
          referral,
          agreement,
          tier: 't2',
          items,
          policy: context.directory.policy,
          at: context.now(),
        }),
    }
  },
}
