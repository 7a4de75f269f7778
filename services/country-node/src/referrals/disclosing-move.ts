import type { eventData } from '@causeway/schemas/record'
import type { Cover } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import { type PacketContents, writePacket } from '../disclosure/assemble-packet.ts'
import { insertDisclosure } from '../disclosure/disclosure-queries.ts'
import { keepRevision } from '../records/issue-record.ts'
import { keepMessages } from '../telling/telling-queries.ts'
import type { Move } from './make-move.ts'
import type { Referral } from './referral-queries.ts'

/** Something of her record on its way to the receiver of a referral. */
export interface Disclosing {
  referral: Referral
  cover: Cover
  tier: (typeof eventData.disclosed.shape.tier)['options'][number]
  packet: PacketContents
  act: string
  /** Why it goes, where a worker was asked. */
  because?: string
}

/** Group of the vault for why something went: in free words, so kept as what she told is. */
const REASON = 'disclosure'

/**
 * The move that discloses: the packet bound to its event, and in the same transaction the revision
 * of the record that it shows and its line in the ledger.
 */
export function disclosingMove(context: NodeContext, disclosing: Disclosing): Move {
  const { referral, cover, tier, packet, act, because } = disclosing
  const items = packet.items.map(({ code }) => code)
  const { own } = packet.presentable
  return {
    type: 'disclosed',
    data: { tier },
    body: (nonce) => writePacket(context, cover, packet, { aud: referral.peer_node, nonce }),
    grants: packet.grants.map(({ jws }) => jws),
    audit: { act, detail: { items } },
    alongside: async (trx, event) => {
      if (own) await keepRevision(trx, context, own)
      const { vault, directory, now } = context
      const words = because && Buffer.from(because)
      await insertDisclosure(trx, {
        event: event.identity,
        referral,
        agreement: cover,
        tier,
        items,
        do_not_ask: packet.do_not_ask,
        grants: packet.grants.map(({ identity }) => identity),
        revision: own?.rev,
        policy: directory.policy,
        because: words
          ? await vault.seal(trx, cover.person_id, REASON, words, event.identity)
          : undefined,
        at: now(),
      })
      await keepMessages(trx, packet.counted, {
        referral_id: referral.id,
        event_identity: event.identity,
      })
    },
  }
}
