import type { PacketView } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { Acceptance, type EventType, Offer } from '@causeway/schemas/record'
import type { z } from 'zod'
import type { NodeContext } from '../context.ts'
import { readReceivedItems } from '../records/read-record.ts'
import { newestOfEach } from '../telling/count-askings.ts'
import { listBaselines } from '../telling/list-baselines.ts'
import type { Referral } from './referral-queries.ts'
import { takeSnapshot } from './snapshot.ts'

/** The offer as it was received. Throws `Problem('not-found')` when there is none (any more). */
export const readOffer = (context: NodeContext, referral: Referral): Promise<Offer> =>
  readReceived(context, referral, 'offered', 'offer', Offer)

/** Who receives her, as the receiver wrote it. Throws `Problem('not-found')`. */
export const readAcceptance = (context: NodeContext, referral: Referral): Promise<Acceptance> =>
  readReceived(context, referral, 'accepted', 'acceptance', Acceptance)

/** The newest one that was kept. */
async function readReceived<Schema extends z.ZodType>(
  { db, vault }: NodeContext,
  { id, peer_node }: Referral,
  type: EventType,
  category: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const row = await db
    .selectFrom('referral_event')
    .select('body_sealed')
    .where('referral_id', '=', id)
    .where('node', '=', peer_node)
    .where('type', '=', type)
    .where('body_sealed', 'is not', null)
    .orderBy('n', 'desc')
    .executeTakeFirst()
  if (!row?.body_sealed) throw new Problem('not-found')
  const bytes = await vault.open(db, id, category, row.body_sealed, category)
  return schema.parse(JSON.parse(bytes.toString()))
}

/**
 * All that was disclosed so far, item by item. Throws `Problem('not-found')` before the packet is
 * there, when nothing of it was kept, and while the event that brought it waits for an earlier one.
 */
export async function readPacket(
  context: NodeContext,
  referral: Referral,
): Promise<Omit<PacketView['packet'], 'withheld'>> {
  const { db, nodeId } = context
  const { id, side } = referral
  const { counted } = await takeSnapshot(db, nodeId, id)
  const isThere = counted.some((event) => event.type === 'disclosed')
  if (side !== 'receiver' || !isThere) throw new Problem('not-found')
  /** The offer, which names no topic that is not to be asked about, is the first of its events. */
  const packets = (await listBaselines(db, context, referral)).filter(({ n }) => n > 1)
  if (packets.length === 0) throw new Problem('not-found')
  const items = await readReceivedItems(db, context, [id])
  return {
    items: items.map(({ item, origin }) => ({ ...item, origin })),
    do_not_ask: newestOfEach(packets),
  }
}

/** Whether anything of a packet was kept. */
export async function hasPacket(db: NodeContext['db'], id: Referral['id']): Promise<boolean> {
  const item = await db
    .selectFrom('received_item')
    .select('code')
    .where('referral_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return item !== undefined
}
