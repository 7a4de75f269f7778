import { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { type Cover, findCover } from '../../agreements/cover.ts'
import { type NodeContext, seconds } from '../../context.ts'
import { listDisclosures } from '../../disclosure/disclosure-queries.ts'
import { readRecord } from '../../records/read-record.ts'
import { allowedAt } from '../../referrals/disclosable.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import {
  isRestricted,
  restrictedInReferral,
  restrictedOfPerson,
} from '../../withdrawals/restricted.ts'

/** Why something that is recorded can not be chosen to go as well. */
type Staying = 'sent' | 'restricted' | 'not_for_this_purpose' | 'policy' | 'story'

export interface MoreItems {
  cover: Cover | undefined
  /** Covered by what she said yes to before. */
  agreed: ItemCode[]
  /** She has to be asked first. */
  toAsk: ItemCode[]
  stays: { code: ItemCode; because: Staying }[]
  /** What the other side holds of her. */
  sent: ReadonlySet<ItemCode>
}

/**
 * What of her record could go to the receiver of a handover beside what it has: by the policy of the
 * network, by her agreement, and by what she has stopped. Names of things, no values.
 */
export async function findMoreItems(
  context: NodeContext,
  referral: Referral & { person_id: RandomId; agreement_id: RandomId },
): Promise<MoreItems> {
  const { db, now } = context
  const { id, person_id, agreement_id, purpose, peer_org } = referral
  const cover = await findCover(db, agreement_id, seconds(now))
  const recorded = (await readRecord(db, context, person_id)).map(({ item }) => item)
  const went = (await listDisclosures(db, id)).filter(({ isRefused }) => !isRefused)
  const sent = new Set(went.flatMap(({ items }) => items))
  const stops = [await restrictedInReferral(db, id), await restrictedOfPerson(db, person_id)]

  const scope = { purpose: purpose as Cover['purpose'], receiver_org: peer_org, items: [] }
  const allowed = allowedAt(context, scope, ['t2'])
  const allowedInCare = allowedAt(context, scope, ['t3'])
  const why = (item: (typeof recorded)[number]): Staying | undefined => {
    const { code } = item
    if (sent.has(code)) return 'sent'
    if (stops.some((stop) => isRestricted(stop, code))) return 'restricted'
    if (!item.purpose.includes(scope.purpose)) return 'not_for_this_purpose'
    if (allowed.has(code)) return undefined
    return allowedInCare.has(code) ? 'story' : 'policy'
  }
  const known = recorded
    .filter((item) => 'v' in item)
    .toSorted((a, b) => ItemCode.options.indexOf(a.code) - ItemCode.options.indexOf(b.code))
    .map((item) => ({ code: item.code, because: why(item) }))
  const may = known.filter(({ because }) => !because).map(({ code }) => code)
  const isAgreed = (code: ItemCode) => cover?.items.includes(code) ?? false
  return {
    cover,
    agreed: may.filter(isAgreed),
    toAsk: may.filter((code) => !isAgreed(code)),
    stays: known.flatMap(({ code, because }) => (because ? [{ code, because }] : [])),
    sent,
  }
}

/** The agreement among those in force under which these items go. */
export const agreementFor = ({ grants }: Cover, items: readonly ItemCode[]): RandomId | undefined =>
  grants.find((grant) => grant.items.some((code) => items.includes(code)))?.agreement
