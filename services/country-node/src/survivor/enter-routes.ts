import { type Form, Language, languageNames, sendPage } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readSecret } from '../sign-in/cookies.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { enterWindow } from './enter-window.ts'
import { followDuress } from './follow-duress.ts'
import { hashOfCode } from './window-code.ts'
import { formCookie, setWindowCookie, windowCookie } from './window-cookies.ts'
import { windowFrame } from './window-frame.ts'
import { ENTER, PAGE } from './window-paths.ts'
import { hasTries } from './window-queries.ts'
import type { WindowSite } from './window-site.ts'
import { enterView } from './window-views.ts'

/** Whatever is typed is tried: what looks wrong must not be answered sooner. */
const Typed = z.object({
  window_code: z.string().max(100).catch(''),
  window_pin: z.string().max(100).catch(''),
})

/** How often a door was tried is nobody's to read. */
const noCounters = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
}

const blank: Form = { key: '', values: {}, faults: [] }
const refused: Form = { ...blank, faults: [{ field: 'window_code', rule: 'refused' }] }

/** The door: a code from a slip of paper, and a PIN of her own. */
export const enterRoutes: FastifyPluginAsyncZod<{ site: WindowSite }> = async (app, { site }) => {
  const { context, exchange, pages, settings } = site
  const { origin } = settings

  /**
   * A code of somebody's has its five tries and needs no other limit: behind a proxy all clients are
   * one, and who has no slip must not shut the door for who has.
   */
  const isOfSomebody = ({ body }: FastifyRequest) =>
    hasTries(context.db, hashOfCode(Typed.parse(body ?? {}).window_code))

  await app.register(rateLimit, {
    global: false,
    max: settings.triesPerMinute,
    timeWindow: 60_000,
    hook: 'preHandler',
    allowList: isOfSomebody,
    addHeadersOnExceeding: noCounters,
    errorResponseBuilder: () => new Problem('too-many-requests'),
  })

  const show = (request: FastifyRequest, reply: FastifyReply, form: Form) => {
    const secret = readSecret(request, formCookie(origin)) ?? context.randomDigest()
    setWindowCookie(reply, formCookie(origin), secret)
    const frame = windowFrame(site, request)
    const languages = Language.options.map((code) => ({
      code,
      name: languageNames[code],
      isCurrent: code === frame.language,
    }))
    const model = { token: hashOf(secret), form, languages }
    const status = form.faults.length > 0 ? 422 : 200
    return sendPage(reply, pages, { view: enterView, model, frame, status })
  }

  app.get(ENTER, { schema: { hide: true } }, async (request, reply) => show(request, reply, blank))

  app.post(ENTER, { schema: { hide: true }, config: { rateLimit: {} } }, async (request, reply) => {
    const { window_code: code, window_pin: pin } = Typed.parse(request.body ?? {})
    const entered = await enterWindow(context, { code, pin })
    if (!entered) return show(request, reply, refused)
    setWindowCookie(reply, windowCookie(origin), entered.id)
    if (entered.isDuress) reply.raw.once('close', () => follow(entered.window))
    return reply.redirect(PAGE, 303)
  })

  /** After the answer, so that it takes no longer than another one. */
  function follow(window: Parameters<typeof followDuress>[2]): void {
    followDuress(context, exchange, window).catch(() => {
      // A sweep does it; a line here would tell what was typed.
    })
  }
}
