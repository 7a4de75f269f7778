import type { ChainedEvent } from '@causeway/protocol/chain'

export type PauseEvent = Extract<ChainedEvent, { type: 'paused' }>

/** The pauses that nobody has ended, in the order in which they were known here. */
export function openPauses(counted: readonly ChainedEvent[]): PauseEvent[] {
  const ended = new Set(
    counted.flatMap((event) => (event.type === 'resumed' ? [event.data.pause] : [])),
  )
  return counted.filter((event) => event.type === 'paused').filter(({ eid }) => !ended.has(eid))
}
