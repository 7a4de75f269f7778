import type { AgreementPreview, PreviewAgreement } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { caseOfPerson } from '../assignments/case-of.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { findPerson } from '../people/record-queries.ts'
import { readRecord } from '../records/read-record.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { requireUsable } from '../withdrawals/restricted.ts'
import { previewItems } from './preview-items.ts'
import { requireForeign } from './require-foreign.ts'

/**
 * What a receiver would see of these items if she agreed to them, before it accepts and after, and
 * what stays here and why. `suggested` is the minimum for the services, of what has an answer and
 * may go. Nothing is stored but that somebody looked. Throws `Problem('organisation-unknown')`, and
 * as `decide` and `requireUsable`.
 */
export async function previewAgreement(
  context: NodeContext,
  actor: StaffActor,
  { personId, ...wish }: PreviewAgreement & { personId: RandomId },
): Promise<AgreementPreview> {
  decide(actor, 'agreement.preview')
  const { db, now } = context
  const { receiver, items: chosen } = wish

  return db.transaction().execute(async (trx) => {
    const person = await findPerson(trx, personId)
    if (!person) throw new Problem('not-found')
    decide(actor, 'agreement.preview', await caseOfPerson(trx, person, now()))
    requireForeign(context, receiver)
    await requireUsable(trx, personId, chosen)

    const recorded = (await readRecord(trx, context, personId)).map(({ item }) => item)
    const preview = previewItems(context, wish, recorded)
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'agreement.preview',
      subject: personId,
      detail: { node: receiver.node, org: receiver.org, items: chosen },
    })
    return preview
  })
}
