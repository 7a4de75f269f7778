import { type ItemCode, Packet, type RecordItem } from '@causeway/schemas/record'

/**
 * The tier 2 packet: items, and what not to ask her about. That is what the items already answer,
 * and everything in her whole record that she declined to speak of, whether or not it is shared.
 */
export function assemblePacket(
  items: readonly RecordItem[],
  recorded: readonly RecordItem[],
): Packet {
  const told = items.filter((item) => 'v' in item).map(({ code }) => code)
  const declined = recorded
    .filter((item) => 'none' in item && item.none === 'declined_to_say')
    .map(({ code }) => code)
  const because = (codes: ItemCode[], reason: 'told' | 'declined_to_say') =>
    codes.map((topic) => ({ topic, because: reason }))
  return Packet.parse({
    items,
    do_not_ask: [...because(told, 'told'), ...because(declined, 'declined_to_say')],
  })
}
