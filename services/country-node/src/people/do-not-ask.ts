import type { DoNotAsk, ItemCode, RecordItem } from '@causeway/schemas/record'

/**
 * What her next worker need not, or should not, ask her about: what is shown already says it, and
 * everything in her whole record that she declined to speak of, whether or not it is shown.
 */
export function doNotAskOf(
  recorded: readonly RecordItem[],
  shown: readonly RecordItem[],
): DoNotAsk[] {
  const told = shown.filter((item) => 'v' in item).map(({ code }) => code)
  const declined = recorded.filter(({ none }) => none === 'declined_to_say').map(({ code }) => code)
  const because = (codes: ItemCode[], reason: DoNotAsk['because']) =>
    codes.map((topic) => ({ topic, because: reason, times_asked: 1 }))
  return [...because(told, 'told'), ...because(declined, 'declined_to_say')]
}
