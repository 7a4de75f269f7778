import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../../context.ts'
import { startLoop } from '../../exchange/loop.ts'
import { listOpenSessions } from '../../sign-in/find-session-queries.ts'
import { type Change, listAlarmStates, listChanged } from './change-queries.ts'

/** Milliseconds between two looks, one for all who watch in this process. */
const LOOK = 1_000
/** Milliseconds that a change may be committed after the time that it bears. */
const OVERLAP = 15_000

/** One session that a page is open in. */
export interface Watcher {
  session: string
  org: RandomId
  seesWholeNode: boolean
  /** When what it shows was made. */
  since: Date
  onChange(): void
  /** Its session is over, another page of it watches, or the process ends. */
  onEnd(): void
}

export interface Changes {
  /** Takes the place of an earlier one of the same session. `false` when there are too many. */
  watch(watcher: Watcher): boolean
  leave(watcher: Watcher): void
  close(): Promise<void>
}

interface Seen {
  recent: ReadonlySet<string>
  standing: ReadonlySet<string>
}

const keysOf = (changes: readonly Change[]) => new Set(changes.map(({ key }) => key))

/** What changed a while ago drops out of sight, which is none; an alarm that does has ended. */
const isNews = (seen: Seen, recent: readonly Change[], standing: readonly Change[]): boolean =>
  recent.some(({ key }) => !seen.recent.has(key)) ||
  keysOf(standing).symmetricDifference(seen.standing).size > 0

/**
 * Notices that something which lists show has changed, for at most `limit` sessions: who watches
 * learns that, and not what. Looks only while somebody watches.
 */
export function createChanges(
  { db, now, log }: Pick<NodeContext, 'db' | 'now' | 'log'>,
  limit: number,
): Changes {
  const watchers = new Map<string, { watcher: Watcher; seen?: Seen }>()

  const loop = startLoop(log, async (_signal, idle) => {
    if (watchers.size === 0) return idle(undefined)
    await look()
    await idle(LOOK)
  })

  async function look(): Promise<void> {
    const all = [...watchers.values()]
    const orgs = [...new Set(all.map(({ watcher }) => watcher.org))]
    const isWhole = all.some(({ watcher }) => watcher.seesWholeNode)
    const since = new Date(now().getTime() - OVERLAP)
    const open = await listOpenSessions(db, [...watchers.keys()], now())
    const changed = await listChanged(db, orgs, since)
    const alarms = await listAlarmStates(db, isWhole ? undefined : orgs)
    for (const entry of all) {
      const { watcher, seen } = entry
      if (!open.has(watcher.session)) {
        leave(watcher)
        watcher.onEnd()
        continue
      }
      const { org, seesWholeNode } = watcher
      const recent = changed.filter((it) => it.org === org)
      const standing = alarms.filter((it) => seesWholeNode || it.org === org)
      const isNew = ({ at }: Change) => at.getTime() >= watcher.since.getTime() - 1_000
      if (seen ? isNews(seen, recent, standing) : [...recent, ...standing].some(isNew)) {
        watcher.onChange()
      }
      entry.seen = { recent: keysOf(recent), standing: keysOf(standing) }
    }
  }

  function leave(watcher: Watcher): void {
    if (watchers.get(watcher.session)?.watcher === watcher) watchers.delete(watcher.session)
  }

  return {
    watch(watcher) {
      const earlier = watchers.get(watcher.session)?.watcher
      if (!earlier && watchers.size >= limit) return false
      watchers.set(watcher.session, { watcher })
      earlier?.onEnd()
      loop.wake()
      return true
    },
    leave,
    async close() {
      for (const { watcher } of watchers.values()) watcher.onEnd()
      watchers.clear()
      await loop.close()
    },
  }
}
