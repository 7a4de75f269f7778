import type { DoNotAsk, ItemCode, RecordItem } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { type Line, lastOf, newestAbout } from './count-askings.ts'
import type { OpenLedger } from './read-ledger.ts'

/** What her next worker need not, or should not, ask her about. */
export interface TopicsNotToAsk {
  do_not_ask: DoNotAsk[]
  /** The lines of the ledger that its numbers have in them. */
  counted: RandomId[]
}

/**
 * What is shown already says it; and everything in her whole record that she declined to speak of,
 * whether or not it is shown. Each with how often she was asked. Of the last telling no more is said
 * than what the signatures on the items say: where else she was asked meanwhile is told to nobody.
 */
export function doNotAskOf(
  ledger: OpenLedger,
  recorded: readonly RecordItem[],
  shown: readonly RecordItem[],
): TopicsNotToAsk {
  const told = shown.filter((item) => 'v' in item).map(({ code }) => code)
  const declined = recorded.filter(({ none }) => none === 'declined_to_say').map(({ code }) => code)
  const topics = new Set<ItemCode>([...told, ...declined])
  return {
    do_not_ask: [
      ...told.map((topic) => ({
        ...countOf(ledger, topic),
        because: 'told' as const,
        ...last(ledger, topic),
      })),
      ...declined.map((topic) => ({
        ...countOf(ledger, topic),
        because: 'declined_to_say' as const,
      })),
    ],
    counted: ledger.lines.filter(({ topic }) => topics.has(topic)).map(({ id }) => id),
  }
}

const countOf = ({ topics }: OpenLedger, topic: ItemCode) => ({
  topic,
  times_asked: topics.find((one) => one.topic === topic)?.times_asked ?? 0,
})

/** Told at this node, not to the other side of a referral. */
const isOwn = ({ passed }: Line) => passed.every(({ node, peer }) => node !== peer)

function last({ lines, baselines }: OpenLedger, topic: ItemCode): Pick<DoNotAsk, 'last'> {
  const here = lines.filter((line) => line.topic === topic && isOwn(line))
  const before = newestAbout(topic, baselines)?.topics.find((one) => one.topic === topic)
  const found = lastOf(here, before)
  return found ? { last: found } : {}
}
