import type { RandomId } from '@causeway/schemas/wire'
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { StaffActor } from '../staff/actor.ts'
import { actorIn } from './event-actor.ts'

type ReadableAboutHer =
  | 'card'
  | 'follow_up'
  | 'meeting_sheet'
  | 'offer'
  | 'packet'
  | 'plan'
  | 'preview'
  | 'question'
  | 'told'

/** Whoever reads what is about her stands in the audit before it is shown. */
export const auditReading = (
  { db, now }: NodeContext,
  actor: StaffActor,
  act: `${ReadableAboutHer}.read` | 'card.match',
  referral: RandomId,
  detail: AuditEntry['detail'] = {},
): Promise<void> =>
  db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at: seconds(now), actor: actorIn(actor), act, subject: referral, detail }),
    )
