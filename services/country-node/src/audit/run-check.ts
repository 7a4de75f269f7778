import type { RandomId } from '@causeway/schemas/wire'
import { type NodeContext, seconds } from '../context.ts'
import { appendAudit } from './append-audit.ts'
import { listLinks } from './audit-queries.ts'
import { findLastWhole, updateRunning } from './check-queries.ts'
import type { Check } from './check-state.ts'
import { type AuditVerdict, verifyAudit } from './verify-audit.ts'
import { START, walkOn } from './walk-chain.ts'

/** How often it shows that it runs. */
const BEAT_MS = 500

/**
 * Walks the chain a page at a time, each page a statement of its own: it holds no snapshot and no
 * lock, and whoever works waits for none of it. Only the end is looked at as it stands at one moment.
 * The chain must also still hold what the last good check ended with. Throws what the database throws,
 * and then leaves no verdict.
 */
export async function runCheck(
  context: NodeContext,
  id: RandomId,
  signal: AbortSignal,
): Promise<void> {
  const { db, now } = context
  const noted = (await findLastWhole(db))?.noted
  let walked = START
  let beat = now().getTime()
  while (!walked.isBroken) {
    const { links, isLast } = await listLinks(db, walked)
    walked = walkOn(walked, links, noted)
    const { entries } = walked
    if (signal.aborted) return endCheck(context, id, { entries, verdict: 'interrupted' })
    if (isLast) break
    if (now().getTime() - beat < BEAT_MS) continue
    beat = now().getTime()
    if (!(await updateRunning(db, id, { entries, seen_at: now() }))) return
  }
  return endCheck(context, id, found(await verifyAudit(db, { noted, from: walked })))
}

type Ending = Pick<Check, 'entries' | 'verdict'> &
  Partial<Pick<Check, 'total' | 'head' | 'broken_at'>>

const found = ({ entries, head, brokenAt }: AuditVerdict): Ending =>
  brokenAt === undefined
    ? { entries, verdict: 'whole', total: entries, head }
    : { entries, verdict: 'broken', broken_at: brokenAt }

/** The verdict stands in the chain as well, where nobody can take it back. */
async function endCheck(
  { db, now, log }: NodeContext,
  id: RandomId,
  ending: Ending,
): Promise<void> {
  const { entries, verdict, broken_at } = ending
  if (broken_at) log.error({ alarm: 'audit_broken', n: broken_at }, 'the audit is broken')
  await db.transaction().execute(async (trx) => {
    const ended_at = now()
    if (!(await updateRunning(trx, id, { ...ending, ended_at, seen_at: ended_at }))) return
    await appendAudit(trx, {
      at: seconds(now),
      actor: 'system',
      act: 'audit.checked',
      subject: id,
      detail: { entries, ...(verdict ? { verdict } : {}), ...(broken_at ? { broken_at } : {}) },
    })
  })
}
