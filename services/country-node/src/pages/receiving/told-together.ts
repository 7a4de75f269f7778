interface Told {
  topic: string
  because: 'told' | 'declined_to_say'
  timesAsked: number
  /** RFC 3339. */
  last?: string
}

/**
 * Topics of which the same is to be said, in one line, in the order in which they came: what she told
 * in one conversation is read at one look.
 */
export function toldTogether(told: readonly Told[]) {
  const lines = Map.groupBy(told, ({ because, timesAsked, last }) =>
    [because, timesAsked, last?.slice(0, 'YYYY-MM-DDTHH:MM'.length)].join(' '),
  )
  return [...lines.values()].map(([first, ...others]) => {
    const { topic, ...same } = first as Told
    return { ...same, topics: [topic, ...others.map((one) => one.topic)] }
  })
}
