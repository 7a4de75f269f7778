import { openContent, verifyPresentation } from '@causeway/protocol/record'
import { readJws } from '@causeway/protocol/suite'
import { type EventBody, Packet, ReferralEvent } from '@causeway/schemas/record'
import type { CompactJws, Identity } from '@causeway/schemas/wire'
import type { NodeContext } from '../src/context.ts'
import { nowInSeconds, type Peer } from './peer.ts'

export interface SentEvent {
  event: ReferralEvent
  body?: EventBody | undefined
  grants?: CompactJws[] | undefined
}

/** What our node has sent to a peer in a referral, opened with the peer's key; oldest first. */
export async function sentTo(peer: Peer, { db }: NodeContext, id: string): Promise<SentEvent[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('referral_id', '=', id as never)
    .where('ct', 'is not', null)
    .orderBy('position')
    .execute()
  const opened = rows.map(async (row) => {
    const header = { ...row, from: 'gb', to: row.to_node }
    const verified = { header, identity: '' as Identity } as never
    const mail = { envelope: '', ct: row.ct ?? '' }
    const { messages } = await openContent(mail, verified, () => peer.opening)
    return messages.flatMap((message) =>
      message.type === 'referral.event'
        ? [
            {
              ...message,
              event: ReferralEvent.parse(readJws('cw-event+jws', message.event).payload),
            },
          ]
        : [],
    )
  })
  return (await Promise.all(opened)).flat()
}

/** The packets among them, each with what the peer reads of it, as its node verifies it. */
export async function packetsTo(peer: Peer, node: NodeContext, id: string) {
  const sent = await sentTo(peer, node, id)
  return sent
    .filter(({ event }) => event.type === 'disclosed')
    .map(({ event, body, grants }) => {
      const packet = Packet.parse(JSON.parse(body?.json ?? '{}'))
      const expected = { from: node.nodeId, aud: peer.id, nonce: event.eid }
      const at = nowInSeconds()
      const shown = packet.presentations.map((text) =>
        verifyPresentation(text, expected, node.directory, at),
      )
      const codes = shown.flatMap(({ items }) => items.map(({ code }) => code))
      return { event, packet, shown, codes, grants }
    })
}
