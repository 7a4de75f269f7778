import type { Frame } from '@causeway/page-kit'
import type { FastifyRequest } from 'fastify'
import { keptFor } from '../../sign-in/keep-late-forms.ts'
import { isFromElsewhere } from '../../sign-in/refuse-forged.ts'
import { findSessionOf } from '../../sign-in/session-of.ts'
import { signedInFrame } from '../../sign-in/signed-in-frame.ts'
import { liveHref } from '../live/live-href.ts'
import type { PageSite } from '../page-site.ts'
import { languageOf } from './language-cookie.ts'
import { LANGUAGE } from './language-routes.ts'
import { EXIT, HIDDEN } from './leaving.ts'
import { PUBLIC_LINKS } from './public-links.ts'
import { type Section, sectionsFor } from './sections.ts'

interface Place {
  /** How long it may stand open unattended. */
  kind: Frame['kind']
  /** The part of the pages that it belongs to. */
  section?: Section
  /**
   * A list that is shown anew by itself: only where showing it reads nothing of anybody, since every
   * reading is entered in the log as somebody's.
   */
  isLive?: true
}

/**
 * What surrounds the page that answers this request. A form that was refused is shown at the
 * address that it was sent to: every such address can also be opened. What was just done is said
 * once: a redirect names it as `?done=<code>`, whose text is `done.<code>`.
 */
export function frameOf(
  site: PageSite,
  request: FastifyRequest,
  { kind, section, isLive }: Place,
): Omit<Frame, 'nonce'> {
  const session = findSessionOf(request)
  const language = languageOf(site, request)
  const done = doneOf(site, language, request)
  const kept = keptFor(request)
  return {
    language,
    path: request.url.split('?')[0] ?? '/',
    kind,
    leave: leaveOf(site),
    links: PUBLIC_LINKS,
    ...(session
      ? {
          signedIn: signedInFrame(session, site.context.now()),
          sections: sectionsFor(session.actor.role, section),
          languageHref: LANGUAGE,
        }
      : {}),
    ...(session && isLive ? { live: liveOf(site, request) } : {}),
    ...(done ? { done } : {}),
    ...(kept ? { kept } : {}),
  }
}

/** Of a list: where changes are heard of, and the same page, asked for by nobody's hand. */
function liveOf({ context }: PageSite, { url }: FastifyRequest): NonNullable<Frame['live']> {
  const again = new URL(url, 'http://page')
  again.searchParams.delete('done')
  again.searchParams.set('still', '1')
  return { href: liveHref(context.now()), again: again.pathname + again.search }
}

function leaveOf({ settings: { exitTo } }: PageSite): NonNullable<Frame['leave']> {
  if (exitTo === undefined) return { way: 'hide', href: HIDDEN }
  return { way: 'exit', href: EXIT, to: exitTo }
}

/** A link on another site could say of anything that it was done. */
function doneOf({ pages }: PageSite, language: Frame['language'], request: FastifyRequest) {
  const { done } = (request.query ?? {}) as Record<string, unknown>
  if (typeof done !== 'string' || isFromElsewhere(request)) return undefined
  const key = `done.${done}`
  return pages.translate(language).has(key) ? key : undefined
}
