import { setTimeout as sleep } from 'node:timers/promises'
import { type Listening, listen } from '@causeway/service-kit/postgres'
import type pg from 'pg'
import type { WaitingRoom } from './waiting-room.ts'

const CHANNEL = 'hub_news'
/** Milliseconds from the end of one NOTIFY to the next: each is a commit, and wakes every process. */
const PACE = 10

interface Announcer {
  pool: pg.Pool
  waitingRoom: WaitingRoom
  /** Told when other processes could not be called; their polls then end by time. */
  onError: (error: unknown) => void
}

/**
 * Calls those who wait in these rows, here at once and in the other processes by NOTIFY. Call it
 * after the commit: inside, NOTIFY would make all commits wait for one another. The first NOTIFY goes
 * out at once; what is announced while it is under way, or right after it, shares the next.
 */
export function createAnnouncer({ pool, waitingRoom, onError }: Announcer) {
  const unsent = new Set<string>()
  let isSending = false

  const send = async () => {
    isSending = true
    while (unsent.size > 0) {
      const rows = [...unsent]
      unsent.clear()
      await notify(pool, rows).catch(onError)
      await sleep(PACE)
    }
    isSending = false
  }

  return (rows: Iterable<string>): void => {
    const called = [...rows]
    waitingRoom.call(called)
    for (const row of called) unsent.add(row)
    if (!isSending) void send()
  }
}

const notify = (pool: pg.Pool, rows: readonly string[]) =>
  pool.query({
    name: 'hub-notify',
    text: 'select pg_notify($1, waiting) from unnest($2::text[]) as waiting',
    values: [CHANNEL, rows],
  })

/**
 * Hears what other processes announce. After every reconnection everybody is called, since what was
 * announced in between is lost.
 */
export const listenForNews = (databaseUrl: string, waitingRoom: WaitingRoom): Promise<Listening> =>
  listen(databaseUrl, CHANNEL, {
    onNotify: (row) => waitingRoom.call([row]),
    onListen: () => waitingRoom.callAll(),
  })
