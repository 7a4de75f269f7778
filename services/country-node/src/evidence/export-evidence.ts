import { sealEvidence } from '@causeway/protocol/evidence'
import type { EvidenceBundle } from '@causeway/schemas/evidence'
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { joinCheckpoints, type LogHistory } from './join-checkpoints.ts'

/** What it takes to put evidence together and to seal it: no key that opens anything. */
export type EvidenceContext = Pick<
  NodeContext,
  'db' | 'directory' | 'log' | 'nodeId' | 'now' | 'signingKey'
>

/**
 * The evidence of a referral, sealed by this node: what pages, API and command line hand out alike.
 * It stands in the audit who took it before anybody has it. Throws a ZodError for a draft, of which
 * there is nothing to prove.
 */
export async function exportEvidence(
  context: EvidenceContext,
  history: LogHistory,
  referral: Referral,
  actor: AuditEntry['actor'],
): Promise<EvidenceBundle> {
  const gathered = await gatherEvidence(context, referral)
  const joins = await joinCheckpoints(context, history, gathered.checkpoints)
  const at = seconds(context.now)
  const bundle = sealEvidence({ ...gathered, joins }, at, context.signingKey)
  const detail = { events: gathered.events.length, envelopes: gathered.envelopes.length }
  await context.db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at, actor, act: 'evidence.export', subject: referral.id, detail }),
    )
  return bundle
}
