import type { AgreementPreview, PreviewAgreement } from '@causeway/schemas/api'
import { ItemCode, type RecordItem } from '@causeway/schemas/record'
import type { NodeContext } from '../context.ts'
import { isOfferItem } from '../disclosure/assemble-offer.ts'
import { allowedAt, disclosableOf, whyStays } from '../referrals/disclosable.ts'
import { itemsFor } from './service-items.ts'

/**
 * What a receiver would see of what is recorded, before it accepts and after, and what stays here
 * and why; `suggested` is the minimum for the services, of what has an answer and may go. Throws
 * `Problem('organisation-unknown')`.
 */
export function previewItems(
  context: NodeContext,
  { receiver, purpose, services, items: chosen }: PreviewAgreement,
  recorded: readonly RecordItem[],
): AgreementPreview {
  const scope = { purpose, receiver_org: receiver.org, items: chosen }
  const why = whyStays(context, scope, chosen, recorded)
  const going = chosen.filter((code) => !why(code))
  const { offer, packet } = disclosableOf(context, scope, going)
  const show = (codes: readonly ItemCode[]) =>
    recorded.filter(({ code }) => codes.includes(code)).map(shown)

  const open = allowedAt(context, scope, ['t1', 't2'])
  const answered = recorded.filter((item) => 'v' in item && item.purpose.includes(purpose))
  return {
    they_will_see: {
      before_acceptance: show(offer).filter((item) => isOfferItem(item.code) && 'v' in item),
      after_acceptance: show(packet),
    },
    stays_here: staying(recorded, chosen, why),
    suggested: itemsFor(services).filter(
      (code) => open.has(code) && answered.some((item) => item.code === code),
    ),
  }
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
