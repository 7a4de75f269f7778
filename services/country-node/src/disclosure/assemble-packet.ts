import { type Category, categoryOf, Packet, type RecordItem } from '@causeway/schemas/record'

/**
 * The tier 2 packet. Each topic that the items already answer, or that she declined to speak of,
 * stands in it as one not to ask about again.
 */
export function assemblePacket(items: readonly RecordItem[]): Packet {
  const topics = new Map<Category, 'told' | 'declined_to_say'>()
  for (const item of items) {
    const topic = categoryOf(item.code)
    if ('v' in item) topics.set(topic, 'told')
    else if (item.none === 'declined_to_say' && !topics.has(topic)) {
      topics.set(topic, 'declined_to_say')
    }
  }
  const doNotAsk = [...topics].map(([topic, because]) => ({ topic, because }))
  return Packet.parse({ items, do_not_ask: doNotAsk })
}
