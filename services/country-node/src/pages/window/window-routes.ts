import { type Form, Language, readForm, sendPage } from '@causeway/page-kit'
import { qrCode } from '@causeway/page-kit/pictures'
import { sha256 } from '@causeway/protocol/suite'
import { ReferralPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { permittedReferral } from '../../referrals/permitted-referral.ts'
import type { Referral } from '../../referrals/referral-queries.ts'
import { closeWindow } from '../../survivor/close-window.ts'
import { openWindow } from '../../survivor/open-window.ts'
import { findWindowOf, isOpen } from '../../survivor/window-queries.ts'
import { actOnce } from '../act-once.ts'
import { frameOf } from '../frame/frame-of.ts'
import { freshForm } from '../fresh-form.ts'
import { handoverHref } from '../handover-links.ts'
import type { PageSite } from '../page-site.ts'
import { WindowForm } from './window-form.ts'
import { setupView, slipView } from './window-views.ts'

type Asked = FastifyRequest & { params: ReferralPath }
const schema = { hide: true, params: ReferralPath }

/**
 * Her own window, from the page of a handover of hers, with her in the room. The answer to the form
 * is the slip itself and no redirect: the code is shown once, and nothing could show it again.
 */
export const windowRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { windowOrigin } = site.settings
  if (windowOrigin === undefined) return
  for (const side of ['sender', 'receiver'] as const) addRoutes(app, site, side, windowOrigin)
}

/** From one side's pages; `side` is checked, so that each handover has one address. */
function addRoutes(
  app: Parameters<typeof windowRoutes>[0],
  site: PageSite,
  side: Referral['side'],
  windowOrigin: string,
): void {
  const { context, pages } = site
  const path = `${handoverHref(side, ':id' as RandomId)}/window`

  /** Her, and where the worker came from. Whose record is not here has no window here. */
  const whose = async (request: Asked) => {
    const { actor, referral } = await permittedReferral(context, request, 'window.open')
    const { id, person_id: person } = referral
    if (!person || referral.side !== side) throw new Problem('not-found')
    return { actor, person, backHref: handoverHref(side, id) }
  }

  const show = async (request: Asked, reply: FastifyReply, form: Form) => {
    const { person, backHref } = await whose(request)
    const newest = await findWindowOf(context.db, person)
    const opens = newest && isOpen(newest)
    const model = {
      form: withoutPins(form),
      languages: Language.options,
      action: `${backHref}/window`,
      closeAction: `${backHref}/window/close`,
      backHref,
      since: opens ? newest.opened_at.toISOString() : undefined,
      isClosed: newest !== undefined && !opens,
    }
    const frame = frameOf(site, request, { kind: 'form' })
    const status = form.faults.length > 0 ? 422 : 200
    return sendPage(reply, pages, { view: setupView, model, frame, status })
  }

  app.get(path, { schema }, (request, reply) => show(request, reply, freshForm()))

  app.post(path, { schema }, async (request, reply) => {
    const read = readForm(WindowForm, request.body)
    if (!read.ok) return show(request, reply, read.form)
    const { actor, person, backHref } = await whose(request)
    const code = await openWindow(
      context,
      actor,
      {
        caller: `${actor.org}.${actor.pseudonym}`,
        key: read.key,
        fingerprint: sha256(`window.open ${person}`),
      },
      { person, ...read.data },
    )
    const frame = frameOf(site, request, { kind: 'open' })
    const url = `${windowOrigin}/?l=${read.data.language}#${code}`
    const title = pages.translate(frame.language)('window.slip.qr')
    const model = {
      backHref,
      address: windowOrigin,
      ...(code === undefined ? {} : { code, qr: qrCode(url, title) }),
    }
    return sendPage(reply, pages, { view: slipView, model, frame })
  })

  app.post(`${path}/close`, { schema }, async (request, reply) => {
    const { person, backHref } = await whose(request)
    await actOnce(context, request, {
      key: keyOf(request),
      action: 'window.open',
      run: (actor, remember) => closeWindow(context, actor, person, remember),
    })
    return reply.redirect(`${backHref}?done=window_closed`, 303)
  })
}

/** What she typed is not sent back to a browser that others use. */
const withoutPins = ({ values: { window_language = '' }, ...form }: Form): Form => ({
  ...form,
  values: { window_language },
})

/** A form without questions: only its key counts. */
function keyOf({ body }: FastifyRequest): string {
  const { key } = (body ?? {}) as Record<string, unknown>
  return typeof key === 'string' ? key : ''
}
