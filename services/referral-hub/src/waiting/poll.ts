import type { NodeId } from '@causeway/schemas/wire'
import type { WaitingRoom } from './waiting-room.ts'

/** What a long poll finds each time it looks. */
interface Found<T> {
  value: T
  isNews: boolean
}

interface Poll<T> {
  row: string
  node: NodeId
  seconds: number
  /** Ends the wait of a caller that no longer listens. */
  gone: AbortSignal
  look: () => Promise<Found<T>>
}

/**
 * Looks for news, and again whenever the row is called, until there is some or the time is over;
 * then answers with what it found last.
 */
export async function poll<T>(
  waitingRoom: WaitingRoom,
  { row, node, seconds, gone, look }: Poll<T>,
): Promise<T> {
  const seat = waitingRoom.enter(row, node, seconds * 1000)
  const leave = () => seat.leave()
  gone.addEventListener('abort', leave)
  try {
    for (;;) {
      const { value, isNews } = await look()
      if (isNews || gone.aborted || !(await seat.called())) return value
    }
  } finally {
    seat.leave()
  }
}
