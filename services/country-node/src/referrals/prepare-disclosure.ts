import { fitsEnvelope, writeBody } from '@causeway/protocol/record'
import { Problem } from '@causeway/schemas/problems'
import type { ItemCode, Packet, RecordItem } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import { type Cover, grantsFor } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import { assemblePacket } from '../disclosure/assemble-packet.ts'
import { readItems } from '../people/read-items.ts'
import { disclosableOf, requireDisclosable } from './disclosable.ts'

/** What goes at each tier, taken from the record as it is now. */
export interface Disclosure {
  offerItems: RecordItem[]
  packet: Packet
  /** Codes of what is recorded and goes at neither tier. */
  stays: ItemCode[]
}

/**
 * Takes from her record what policy, agreement and choice let go, and holds everything chosen to
 * that. Throws as `disclosableOf`, `requireDisclosable` and `requireFit`.
 */
export async function prepareDisclosure(
  context: NodeContext,
  cover: Cover,
  chosen: readonly ItemCode[],
): Promise<Disclosure> {
  const recorded = await readItems(context.db, context.vault, cover.person_id)
  requireDisclosable(context, cover, chosen, recorded)
  return cut(recorded, disclosableOf(context, cover, chosen), cover)
}

/** As `prepareDisclosure`, of what may still go: what may not any more simply stays. */
export async function prepareLater(
  context: NodeContext,
  cover: Cover,
  chosen: readonly ItemCode[],
): Promise<Disclosure> {
  const recorded = await readItems(context.db, context.vault, cover.person_id)
  return cut(recorded, disclosableOf(context, cover, chosen), cover)
}

function cut(
  recorded: readonly RecordItem[],
  { offer, packet }: ReturnType<typeof disclosableOf>,
  cover: Cover,
): Disclosure {
  const forThis = new Map(
    recorded
      .filter(({ purpose }) => purpose.includes(cover.purpose))
      .map((item) => [item.code, item]),
  )
  const take = (codes: readonly ItemCode[]) => codes.flatMap((code) => forThis.get(code) ?? [])
  const going = new Set([...offer, ...packet])
  const disclosure = {
    offerItems: take(offer),
    packet: assemblePacket(take(packet), recorded),
    stays: recorded.map(({ code }) => code).filter((code) => !going.has(code)),
  }
  requireFit(disclosure.packet, cover)
  return disclosure
}

/** Longer than the signed event that the packet travels beside. */
const EVENT = 'e'.repeat(4096)
const SALT = 'A'.repeat(43) as Digest

/** Throws `Problem('packet-too-large')`: what is agreed together must be able to go together. */
function requireFit(packet: Packet, { grants }: Cover): void {
  const body = writeBody(packet, SALT)
  const codes = packet.items.map(({ code }) => code)
  const going = grantsFor(grants, codes).map(({ jws }) => jws)
  const message = { type: 'referral.event' as const, event: EVENT, body, grants: going }
  if (!fitsEnvelope([message])) throw new Problem('packet-too-large')
}
