import { fitsEnvelope, writeBody } from '@causeway/protocol/record'
import { Problem } from '@causeway/schemas/problems'
import type { ItemCode, RecordItem } from '@causeway/schemas/record'
import type { Digest, RandomId } from '@causeway/schemas/wire'
import type { Cover } from '../agreements/cover.ts'
import type { NodeContext } from '../context.ts'
import { assemblePacket, type PacketContents, writePacket } from '../disclosure/assemble-packet.ts'
import { findPresentable } from '../records/presentable.ts'
import { type KnownItem, readRecord } from '../records/read-record.ts'
import { doNotAskOf } from '../telling/do-not-ask.ts'
import { readPersonLedger } from '../telling/read-ledger.ts'
import { isRestricted, requireUsable, restrictedOfPerson } from '../withdrawals/restricted.ts'
import { disclosableOf, requireDisclosable } from './disclosable.ts'

/** What goes at each tier, taken from the record as it is now. */
export interface Disclosure {
  offerItems: RecordItem[]
  packet: PacketContents
  /** Codes of what is recorded and goes at neither tier. */
  stays: ItemCode[]
}

/**
 * Takes from her record what policy, agreement and choice let go, and holds everything chosen to
 * that. Throws as `requireUsable`, `requireDisclosable`, `findPresentable` and `requireFit`.
 */
export async function prepareDisclosure(
  context: NodeContext,
  cover: Cover,
  chosen: readonly ItemCode[],
): Promise<Disclosure> {
  await requireUsable(context.db, cover.person_id, chosen)
  const known = await readRecord(context.db, context, cover.person_id)
  const recorded = known.map(({ item }) => item)
  requireDisclosable(context, cover, chosen, recorded)
  return cut(context, known, cover, chosen)
}

/** As `prepareDisclosure`, of what may still go: what may not any more simply stays. */
export async function prepareLater(
  context: NodeContext,
  cover: Cover,
  chosen: readonly ItemCode[],
): Promise<Disclosure> {
  const restricted = await restrictedOfPerson(context.db, cover.person_id)
  const known = await readRecord(context.db, context, cover.person_id)
  const usable = chosen.filter((code) => !isRestricted(restricted, code))
  return cut(context, known, cover, usable)
}

async function cut(
  context: NodeContext,
  known: readonly KnownItem[],
  cover: Cover,
  chosen: readonly ItemCode[],
): Promise<Disclosure> {
  const { offer, packet } = disclosableOf(context, cover, chosen)
  const forThis = known.filter(({ item }) => item.purpose.includes(cover.purpose))
  const take = (codes: readonly ItemCode[]) =>
    codes.flatMap((code) => forThis.find(({ item }) => item.code === code) ?? [])
  const recorded = known.map(({ item }) => item)
  const shown = take(packet)
  const items = shown.map(({ item }) => item)
  const going = new Set([...offer, ...packet])
  const contents = assemblePacket(cover, {
    items,
    ...doNotAskOf(
      await readPersonLedger(context.db, context, cover.person_id, known),
      recorded,
      items,
    ),
    presentable: await findPresentable(context, cover.person_id, cover.receiver_node, shown),
  })
  requireFit(context, cover, contents)
  return {
    offerItems: take(offer).map(({ item }) => item),
    packet: contents,
    stays: recorded.map(({ code }) => code).filter((code) => !going.has(code)),
  }
}

/** Longer than the signed event that the packet travels beside. */
const EVENT = 'e'.repeat(4096)
const SALT = 'A'.repeat(43) as Digest
const EID = 'A'.repeat(22) as RandomId

/**
 * What is agreed together must be able to go together: measured on a packet as it will be signed.
 * Throws `Problem('packet-too-large')`.
 */
export function requireFit(context: NodeContext, cover: Cover, contents: PacketContents): void {
  const place = { aud: cover.receiver_node, nonce: EID }
  const body = writeBody(writePacket(context, cover, contents, place), SALT)
  const grants = contents.grants.map(({ jws }) => jws)
  const message = { type: 'referral.event' as const, event: EVENT, body, grants }
  if (!fitsEnvelope([message])) throw new Problem('packet-too-large')
}
