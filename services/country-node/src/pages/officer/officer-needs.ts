import { findLastWhole } from '../../audit/check-queries.ts'
import { viewChecks } from '../../audit/view-checks.ts'
import { type NodeContext, seconds } from '../../context.ts'
import { listOverdue } from '../../disclosure/register-queries.ts'
import { referenceOf } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { OfficerNeed } from './officer-views.ts'
import type { Speaker } from './say-entry.ts'

/** A chain that nobody has found whole for so long is asked about. */
const CHECKED_WITHIN_MS = 7 * 24 * 60 * 60 * 1000

/** What needs the officer now: the chain first, then withdrawals that nobody answers, oldest first. */
export async function officerNeeds(
  context: NodeContext,
  { number, organisation }: Speaker,
): Promise<OfficerNeed[]> {
  const overdue = await listOverdue(context.db, seconds(context.now))
  const unanswered = overdue.map(({ id, peer_org, due_at }) => ({
    need: 'unanswered' as const,
    reference: referenceOf(id),
    to: organisation(peer_org),
    due: momentOf(due_at),
  }))
  return [...(await chainNeeds(context, number)), ...unanswered]
}

async function chainNeeds(context: NodeContext, number: Speaker['number']): Promise<OfficerNeed[]> {
  const checks = await viewChecks(context)
  const judged = checks.find(({ status }) => status === 'whole' || status === 'broken')
  if (judged?.broken_at) return [{ need: 'broken', at: number(judged.broken_at) }]

  const interrupted: OfficerNeed[] =
    checks[0]?.status === 'interrupted' ? [{ need: 'interrupted' }] : []
  const last = (await findLastWhole(context.db))?.ended_at
  if (last && context.now().getTime() - last.getTime() < CHECKED_WITHIN_MS) return interrupted
  return [...interrupted, { need: 'unchecked', ...(last ? { since: last.toISOString() } : {}) }]
}
