import { chooseLanguage, type Frame } from '@causeway/page-kit'
import type { FastifyRequest } from 'fastify'
import { CLOSE, ENTER, EXIT, LANGUAGE, STAY } from './window-paths.ts'
import { findWindowSession } from './window-session-of.ts'
import type { WindowSite } from './window-site.ts'
import { secondsLeft } from './window-state.ts'

/** The language of her window, or the one that was chosen in the address of the door. */
function languageOf({ settings }: WindowSite, request: FastifyRequest): Frame['language'] {
  const { l } = (request.query ?? {}) as Record<string, unknown>
  const chosen = findWindowSession(request)?.language ?? (typeof l === 'string' ? l : undefined)
  return chooseLanguage(chosen, request.headers['accept-language'], settings.language)
}

/** What surrounds each of its pages: a way out, and nothing that says what it is. */
export function windowFrame(site: WindowSite, request: FastifyRequest): Omit<Frame, 'nonce'> {
  const { context, settings } = site
  const session = findWindowSession(request)
  const done = session && doneOf(request)
  return {
    language: languageOf(site, request),
    path: request.url.split('?')[0] ?? ENTER,
    kind: session ? 'list' : 'open',
    leave: { way: 'exit', href: EXIT, to: settings.exitTo },
    ...(session
      ? {
          signedIn: {
            formToken: session.formToken,
            endsAfter: secondsLeft(session, context.now()),
            stayHref: STAY,
            signOutHref: CLOSE,
            endedHref: ENTER,
          },
          languageHref: LANGUAGE,
        }
      : {}),
    ...(done ? { done } : {}),
  }
}

/** What was just done, said once after a redirect. */
const doneTexts: Record<string, string> = {
  pause: 'window.done.pause',
  resume: 'window.done.resume',
  stop: 'window.done.stop',
  stop_group: 'window.done.stop_group',
}

function doneOf({ query }: FastifyRequest): string | undefined {
  const { done } = (query ?? {}) as Record<string, unknown>
  return typeof done === 'string' && Object.hasOwn(doneTexts, done) ? doneTexts[done] : undefined
}
