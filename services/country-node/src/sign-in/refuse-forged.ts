import { FORM_TOKEN } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isSame } from './secrets.ts'
import { findLapsedOf, findSessionOf } from './session-of.ts'

const isSafe = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD'

/**
 * From here on no other site can make a browser act on a page of `app`. What changes something must
 * come from a page of this very origin (`Origin`, `Sec-Fetch-Site`) and carry the token of the
 * session, which `tokenOf` finds and which is taken out before the form is checked; what only shows
 * something may be reached by a link from elsewhere, and not be embedded.
 * Throws `Problem('form-forged')`. Pages must not send `Referrer-Policy: no-referrer`: browsers then
 * send `Origin: null`.
 */
export function refuseForged(
  app: FastifyInstance,
  origin: string,
  tokenOf: (request: FastifyRequest) => string | undefined = formTokenOf,
): void {
  app.addHook('onRequest', async (request) => {
    const isFromHere = isSafe(request) ? isShownDirectly(request) : isSentFrom(request, origin)
    if (!isFromHere) throw new Problem('form-forged')
  })
  app.addHook('preValidation', async (request) => {
    if (isSafe(request)) return
    const { [FORM_TOKEN]: given, ...form } = (request.body ?? {}) as Record<string, unknown>
    const wanted = tokenOf(request)
    if (wanted === undefined || typeof given !== 'string' || !isSame(given, wanted)) {
      throw new Problem('form-forged')
    }
    request.body = form
  })
}

const formTokenOf = (request: FastifyRequest) =>
  (findSessionOf(request) ?? findLapsedOf(request))?.formToken

/** A browser that does not say from where it asks is an old one; it still sends `Origin`. */
function isSentFrom({ headers }: FastifyRequest, origin: string): boolean {
  return headers.origin === origin && [undefined, 'same-origin'].includes(site(headers))
}

function isShownDirectly({ headers }: FastifyRequest): boolean {
  if ([undefined, 'same-origin', 'none'].includes(site(headers))) return true
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

/** Whether a page of another site, or a link on one, has led here, as far as the browser says. */
export const isFromElsewhere = ({ headers }: FastifyRequest): boolean =>
  ['cross-site', 'same-site'].includes(site(headers) ?? '')

const site = (headers: FastifyRequest['headers']) => headers['sec-fetch-site'] as string | undefined
