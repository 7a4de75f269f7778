import { Problem } from '@causeway/schemas/problems'
import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { FastifyRequest } from 'fastify'
import { recordAgreement } from '../../agreements/record-agreement.ts'
import { discloseMore } from '../../referrals/disclose-more.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { callOf, moveOnce } from '../act-once.ts'
import type { PageSite } from '../page-site.ts'
import { agreementOf } from './agreement-of.ts'
import { readHandover } from './handover.ts'
import type { MoreAskForm } from './more-form.ts'
import { agreementFor, findMoreItems } from './more-items.ts'
import { sentPlaces } from './sent-places.ts'

/** A handover whose record and agreement are here, as every one is that was sent. */
export type SentReferral = Referral & { person_id: RandomId; agreement_id: RandomId }

/** Throws `Problem('not-found')` for one that is not. */
export function requireOwn(referral: Referral): SentReferral {
  const { person_id, agreement_id } = referral
  if (!person_id || !agreement_id) throw new Problem('not-found')
  return { ...referral, person_id, agreement_id }
}

/**
 * Throws `Problem('transition-refused')` while nothing more may go: before she is asked, or anything
 * is written down that they would then not get.
 */
export async function requireGoing({ context }: PageSite, { id }: SentReferral): Promise<void> {
  const it = await readHandover(context, id)
  if (sentPlaces.more.against(it)) throw new Problem('transition-refused')
}

interface Asked {
  key: string
  said: MoreAskForm
  /** What she is asked about; the rest she has said yes to before. */
  toAsk: readonly ItemCode[]
  /** What was put to her, to the character. */
  text: string
}

/**
 * Records what she answered about more of her record. Gives the agreement, or nothing when she said
 * no: that is kept as well. Throws as `recordAgreement`.
 */
export async function askHerForMore(
  { context }: PageSite,
  actor: StaffActor,
  referral: SentReferral,
  { key, said, toAsk, text }: Asked,
): Promise<RandomId | undefined> {
  const asked = agreementOf({
    receiver: { node: referral.peer_node, org: referral.peer_org },
    purpose: referral.purpose,
    items: toAsk,
    text,
    lang: said.agree_lang,
    how: said.agree_how,
    interpreter: said.agree_interpreter,
    answer: said.more_answer,
  })
  const { body } = await recordAgreement(
    context,
    actor,
    callOf(actor, { key, part: 'agreement', body: asked }),
    { ...asked, personId: referral.person_id },
  )
  return said.more_answer === 'given' ? (body as { id: RandomId }).id : undefined
}

interface Sending {
  key: string
  items: ItemCode[]
  because: string
  /** The one she has just given; otherwise one that covers the items. */
  agreement?: RandomId | undefined
}

/** Lets items of her record go to who has accepted her. Throws as `discloseMore`. */
export async function discloseItems(
  site: PageSite,
  request: FastifyRequest,
  referral: SentReferral,
  { key, items, because, agreement }: Sending,
): Promise<void> {
  const { context, exchange } = site
  await moveOnce(context, request, referral.id, {
    key,
    action: 'referral.disclose',
    run: async (actor, remember) => {
      const { cover } = await findMoreItems(context, referral)
      const under = agreement ?? (cover && agreementFor(cover, items))
      if (!under) throw new Problem('agreement-not-in-force')
      const wish = { items, because, tier: 't2' as const, agreement: under }
      return discloseMore(context, exchange, actor, referral.id, wish, remember)
    },
  })
}
