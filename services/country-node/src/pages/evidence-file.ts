import { writeEvidence } from '@causeway/protocol/evidence'
import type { FastifyReply } from 'fastify'
import { exportEvidence } from '../evidence/export-evidence.ts'
import { gatherEvidence } from '../evidence/gather-evidence.ts'
import { actorIn } from '../referrals/event-actor.ts'
import type { Referral } from '../referrals/referral-queries.ts'
import type { StaffActor } from '../staff/actor.ts'
import { referenceOf } from './handover-links.ts'
import type { PageSite } from './page-site.ts'

/** What a page says of the file before somebody takes it. */
export interface EvidenceCounts {
  events: number
  receipts: number
  /** Envelopes that are proven to be in the log. */
  proofs: number
}

export async function countEvidence(
  { context }: PageSite,
  referral: Referral,
): Promise<EvidenceCounts> {
  const { events, envelopes } = await gatherEvidence(context, referral)
  return {
    events: events.length,
    receipts: envelopes.flatMap(({ receipts }) => receipts).length,
    proofs: envelopes.filter(({ inclusion }) => inclusion).length,
  }
}

/** Below the address of a handover, on either side. */
export const EVIDENCE_FILE = '/evidence.json'

/** The evidence of a handover as a file whose name says nothing, to the byte as it was sealed. */
export async function sendEvidence(
  { context, history }: PageSite,
  reply: FastifyReply,
  referral: Referral,
  actor: StaffActor,
): Promise<FastifyReply> {
  const bundle = await exportEvidence(context, history, referral, actorIn(actor))
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${referenceOf(referral.id)}.json"`)
    .type('application/json; charset=utf-8')
    .send(writeEvidence(bundle))
}
