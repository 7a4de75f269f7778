import type { AgreementPreview, PreviewAgreement } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { ItemCode, type RecordItem } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { caseOfPerson } from '../assignments/case-of.ts'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import { isOfferItem } from '../disclosure/assemble-offer.ts'
import { findPerson } from '../people/record-queries.ts'
import { readRecord } from '../records/read-record.ts'
import { allowedAt, disclosableOf, whyStays } from '../referrals/disclosable.ts'
import type { StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { requireUsable } from '../withdrawals/restricted.ts'
import { requireForeign } from './require-foreign.ts'
import { itemsFor } from './service-items.ts'

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
  const { receiver, purpose, services, items: chosen } = wish

  return db.transaction().execute(async (trx) => {
    const person = await findPerson(trx, personId)
    if (!person) throw new Problem('not-found')
    decide(actor, 'agreement.preview', await caseOfPerson(trx, person, now()))
    requireForeign(context, receiver)
    await requireUsable(trx, personId, chosen)

    const recorded = (await readRecord(trx, context, personId)).map(({ item }) => item)
    const scope = { purpose, receiver_org: receiver.org, items: chosen }
    const why = whyStays(context, scope, chosen, recorded)
    const going = chosen.filter((code) => !why(code))
    const { offer, packet } = disclosableOf(context, scope, going)
    const show = (codes: readonly ItemCode[]) =>
      recorded.filter(({ code }) => codes.includes(code)).map(shown)

    const open = allowedAt(context, scope, ['t1', 't2'])
    const answered = recorded.filter((item) => 'v' in item && item.purpose.includes(purpose))
    const suggested = itemsFor(services).filter(
      (code) => open.has(code) && answered.some((item) => item.code === code),
    )
    await appendAudit(trx, {
      at: seconds(now),
      actor,
      act: 'agreement.preview',
      subject: personId,
      detail: { node: receiver.node, org: receiver.org, items: chosen },
    })
    return {
      they_will_see: {
        before_acceptance: show(offer).filter((item) => isOfferItem(item.code) && 'v' in item),
        after_acceptance: show(packet),
      },
      stays_here: staying(recorded, chosen, why),
      suggested,
    }
  })
}

const shown = (item: RecordItem) =>
  'v' in item ? { code: item.code, v: item.v } : { code: item.code, none: item.none }

/** Everything recorded or chosen that does not go, in the order in which items are listed. */
function staying(
  recorded: readonly RecordItem[],
  chosen: readonly ItemCode[],
  why: ReturnType<typeof whyStays>,
) {
  const known = new Set([...recorded.map(({ code }) => code), ...chosen])
  return ItemCode.options.flatMap((code) => {
    const because = known.has(code) && why(code)
    return because ? [{ code, because }] : []
  })
}
