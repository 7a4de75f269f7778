import type { Language } from '@causeway/page-kit'
import type { RandomId } from '@causeway/schemas/wire'
import type { FastifyRequest } from 'fastify'
import { actorOf, type StaffActor } from '../../staff/actor.ts'
import { decide } from '../../staff/decide.ts'
import { frameOf } from '../frame/frame-of.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import type { DraftOwner } from './page-draft-queries.ts'
import type { Reader } from './reader.ts'

/** One of the two roads on which the same four pages lie: for somebody, or in practice. */
export interface DraftRoad {
  /** Where its drafts are. */
  base: string
  isPractice: boolean
  /** The page that it is begun from. */
  startHref: string
  /** The network that lies at the end of it, named for who reads this language. */
  siteFor(site: PageSite, language: Language): PageSite
  /** The page of a draft that nothing can be typed into any more. */
  heldAt: 'send' | 'sent'
  /** Where what became of a draft is. */
  endedHref(referral: RandomId | null): string
}

export const RETURNS = '/returns'

/** For somebody: what is sent on it goes to whom it says. */
export const realRoad: DraftRoad = {
  base: RETURNS,
  isPractice: false,
  startHref: RETURNS,
  siteFor: (site) => site,
  heldAt: 'send',
  endedHref: (referral) =>
    referral ? `${handoverHref('sender', referral)}?done=sent` : `${RETURNS}?done=no_kept`,
}

/** The same on one of the roads, with the network that lies at its end. */
export interface DraftReader extends Reader {
  road: DraftRoad
}

/** Who prepares a return on this road. Throws as `decide`. */
export function draftReader(site: PageSite, road: DraftRoad, request: FastifyRequest): DraftReader {
  const actor = actorOf(request)
  decide(actor, 'referral.draft')
  const { language } = frameOf(site, request, { kind: 'form' })
  return { site: road.siteFor(site, language), actor, language, road }
}

/** Whose drafts on this road somebody asks for: their own. */
export const draftsOf = (
  { pseudonym, org }: StaffActor,
  { isPractice }: DraftRoad,
): DraftOwner => ({ pseudonym, org, isPractice })

export const hrefOf = ({ base }: DraftRoad, id: RandomId, page: string): string =>
  `${base}/${id}/${page}`
