import type { NodeId } from '@causeway/schemas/wire'
import { type Listening, listen } from '@causeway/service-kit/postgres'
import type pg from 'pg'
import type { WaitingRoom } from './waiting-room.ts'

const CHANNEL = 'hub_mail'

interface Announcer {
  pool: pg.Pool
  waitingRoom: WaitingRoom
  /** Told when other processes could not be called; their polls then end by time. */
  onError: (error: unknown) => void
}

/**
 * Calls those who wait for mail, here at once and in the other processes by NOTIFY. Call it after
 * the commit: inside, NOTIFY would make all commits wait for one another. What is announced while a
 * NOTIFY is under way goes out together with the next.
 */
export function createAnnouncer({ pool, waitingRoom, onError }: Announcer) {
  const unsent = new Set<NodeId>()
  let isSending = false

  const send = async () => {
    isSending = true
    while (unsent.size > 0) {
      const nodes = [...unsent]
      unsent.clear()
      await notify(pool, nodes).catch(onError)
    }
    isSending = false
  }

  return (nodes: Iterable<NodeId>): void => {
    const called = [...nodes]
    waitingRoom.call(called)
    for (const node of called) unsent.add(node)
    if (!isSending) void send()
  }
}

const notify = (pool: pg.Pool, nodes: readonly NodeId[]) =>
  pool.query({
    name: 'hub-notify',
    text: 'select pg_notify($1, node) from unnest($2::text[]) as node',
    values: [CHANNEL, nodes],
  })

/**
 * Hears what other processes announce. After every reconnection everybody is called, since what was
 * announced in between is lost.
 */
export const listenForMail = (databaseUrl: string, waitingRoom: WaitingRoom): Promise<Listening> =>
  listen(databaseUrl, CHANNEL, {
    onNotify: (node) => waitingRoom.call([node]),
    onListen: () => waitingRoom.callAll(),
  })
