import { fitsEnvelope, writeBody } from '@causeway/protocol/record'
import { Problem } from '@causeway/schemas/problems'
import type { ItemCode, Packet, RecordItem } from '@causeway/schemas/record'
import type { Digest } from '@causeway/schemas/wire'
import type { Agreement } from '../agreements/agreement-queries.ts'
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
  agreement: Agreement,
  chosen: readonly ItemCode[],
): Promise<Disclosure> {
  const recorded = await readItems(context.db, context.vault, agreement.person_id)
  requireDisclosable(context, agreement, chosen, recorded)
  return cut(recorded, disclosableOf(context, agreement, chosen), agreement)
}

/** As `prepareDisclosure`, of what may still go: what may not any more simply stays. */
export async function prepareLater(
  context: NodeContext,
  agreement: Agreement,
  chosen: readonly ItemCode[],
): Promise<Disclosure> {
  const recorded = await readItems(context.db, context.vault, agreement.person_id)
  return cut(recorded, disclosableOf(context, agreement, chosen), agreement)
}

function cut(
  recorded: readonly RecordItem[],
  { offer, packet }: ReturnType<typeof disclosableOf>,
  agreement: Agreement,
): Disclosure {
  const forThis = new Map(
    recorded
      .filter(({ purpose }) => purpose.includes(agreement.purpose as never))
      .map((item) => [item.code, item]),
  )
  const take = (codes: readonly ItemCode[]) => codes.flatMap((code) => forThis.get(code) ?? [])
  const going = new Set([...offer, ...packet])
  const disclosure = {
    offerItems: take(offer),
    packet: assemblePacket(take(packet), recorded),
    stays: recorded.map(({ code }) => code).filter((code) => !going.has(code)),
  }
  requireFit(disclosure.packet, agreement)
  return disclosure
}

/** Longer than the signed event that the packet travels beside. */
const EVENT = 'e'.repeat(4096)
const SALT = 'A'.repeat(43) as Digest

/** Throws `Problem('packet-too-large')`: what is agreed together must be able to go together. */
function requireFit(packet: Packet, { grant_jws }: Agreement): void {
  const body = writeBody(packet, SALT)
  const message = { type: 'referral.event' as const, event: EVENT, body, grants: [grant_jws] }
  if (!fitsEnvelope([message])) throw new Problem('packet-too-large')
}
