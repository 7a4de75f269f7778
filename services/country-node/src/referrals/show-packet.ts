import type { ItemsQuery, PacketView } from '@causeway/schemas/api'
import type { RecordItem } from '@causeway/schemas/record'
import { type NodeContext, seconds } from '../context.ts'
import { isAskedFor, isClosedTo, requireTraining } from '../people/closed-items.ts'
import type { StaffActor } from '../staff/actor.ts'
import { isRestricted, requireReadable } from '../withdrawals/restricted.ts'
import { auditReading } from './audit-reading.ts'
import { readPacket } from './read-bodies.ts'
import type { Referral } from './referral-queries.ts'

/**
 * What was received of her, or one group of it, for the purpose of the referral and no other. The
 * reading is audited. Throws as `requireReadable`, `requireTraining` and `readPacket`.
 */
export async function showPacket(
  context: NodeContext,
  actor: StaffActor,
  referral: Referral,
  query: ItemsQuery,
): Promise<PacketView['packet']> {
  const { purpose } = referral
  const reading = { actor, at: seconds(context.now), purpose, ...query }
  const restricted = await requireReadable(context.db, referral)
  requireTraining(reading)
  const { items, do_not_ask } = await readPacket(context, referral)
  await auditReading(context, actor, 'packet.read', referral.id, { purpose })
  const isClosed = (item: RecordItem) =>
    isClosedTo(reading, item) || isRestricted(restricted, item.code)
  const asked = items.filter((item) => isAskedFor(reading, item))
  return {
    items: asked.filter((item) => !isClosed(item)),
    withheld: asked.filter(isClosed).map(({ code }) => code),
    do_not_ask,
  }
}
