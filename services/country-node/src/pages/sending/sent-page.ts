import { type Form, sendPage, type View } from '@causeway/page-kit'
import { ReferralPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { permittedReferral } from '../../referrals/permitted-referral.ts'
import { isUnsent } from '../../referrals/referral-queries.ts'
import type { Action } from '../../staff/permissions.ts'
import { frameOf } from '../frame/frame-of.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import type { Reader } from './reader.ts'
import { headOf } from './show-sent.ts'

export const BASE = '/sending/:id'

/** Schema of a page about one handover that was sent. */
export const schema = { hide: true, params: ReferralPath }
type Sent = FastifyRequest & { params: ReferralPath }

/**
 * The handover in the path, and who asks for it. One that came here is another page, and a draft is
 * none. Throws as `permittedReferral`.
 */
export async function sentOf(site: PageSite, request: FastifyRequest, action: Action) {
  const { actor, referral } = await permittedReferral(site.context, request as Sent, action)
  if (referral.side !== 'sender' || isUnsent(referral)) throw new Problem('not-found')
  const { language } = frameOf(site, request, { kind: 'form' })
  const reader: Reader = { site, actor, language }
  const peer = { node: referral.peer_node, org: referral.peer_org }
  return { actor, referral, reader, head: headOf(reader, { id: referral.id, peer }) }
}

interface Shown<Model> {
  view: View<Model>
  model: Model
  /** The form in it: with faults the page answers 422. */
  form?: Form
  /** In another language than the reader's, when it is for somebody else. */
  frame?: ReturnType<typeof frameOf>
}

const place = { kind: 'form', section: 'send' } as const

/** Answers with a page about a handover that was sent. */
export function show<Model>(
  site: PageSite,
  request: FastifyRequest,
  reply: FastifyReply,
  { view, model, form, frame = frameOf(site, request, place) }: Shown<Model>,
): FastifyReply {
  const status = form && form.faults.length > 0 ? 422 : 200
  return sendPage(reply, site.pages, { view, model, frame, status })
}

/** Back to the handover, or to a page of it, which says once what was done. */
export const doneAt = (reply: FastifyReply, id: RandomId, done: string, page = ''): FastifyReply =>
  reply.redirect(`${handoverHref('sender', id)}${page}?done=send_${done}`, 303)
