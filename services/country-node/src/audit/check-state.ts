import type { AuditCheck } from '@causeway/schemas/api'
import type { Selectable } from 'kysely'
import type { Database } from '../database/schema.ts'

export type Check = Selectable<Database['audit_check']>

/** After so long without a sign of life nobody is checking any more. */
const SILENCE_MS = 30_000

/** Whoever was checking is gone: a check without a verdict is never taken for a good one. */
export const deadSince = (now: Date): Date => new Date(now.getTime() - SILENCE_MS)

/** How a check stands at this moment, with its speed and the time it still takes. */
export function viewCheck(check: Check, now: Date): AuditCheck {
  const { id, begun_at, entries, total, head, seen_at, ended_at, verdict, broken_at } = check
  const isDead = verdict === null && seen_at < deadSince(now)
  const status = verdict ?? (isDead ? 'interrupted' : 'running')
  const elapsed = ((ended_at ?? seen_at).getTime() - begun_at.getTime()) / 1000
  const rate = elapsed > 0 ? Math.round(entries / elapsed) : undefined
  return {
    id,
    status,
    begun_at: begun_at.toISOString(),
    ...(ended_at ? { ended_at: ended_at.toISOString() } : {}),
    entries,
    total,
    head,
    ...(broken_at === null ? {} : { broken_at }),
    ...(rate ? { per_second: rate } : {}),
    ...(rate && status === 'running'
      ? { seconds_left: Math.ceil(Math.max(total - entries, 0) / rate) }
      : {}),
  }
}
