import type { Form } from '../forms/read-form.ts'
import type { Language } from '../texts/languages.ts'

/** Whoever is signed in, as far as a page needs to know. */
interface SignedIn {
  /** Goes with every form, as the hidden field `form_token`. */
  formToken: string
  /** Seconds without a request after which the server ends the session. */
  endsAfter: number
  /** A POST here prolongs the session while somebody types; 204, or it has ended. */
  stayHref: string
  /** A POST here signs out. */
  signOutHref: string
  /** Where a browser goes by itself when the time is up. */
  endedHref: string
  /** A POST here, of a form that nobody sent before the time was up, keeps it for who typed it. */
  keepHref?: string
}

/**
 * How a page is left in a hurry. `hide` covers it (without script: a link to a page that shows
 * nothing); `exit` ends the session by a POST to `href` and goes to another site, `to`.
 */
type Leave = { way: 'hide'; href: string } | { way: 'exit'; href: string; to: string }

/** What surrounds a view on every page. */
export interface Frame {
  language: Language
  nonce: string
  /** The address of this page: where choosing a language leads back to. */
  path: string
  /** How long it may stand open unattended: a list shorter than a form. */
  kind: 'list' | 'form' | 'open'
  leave?: Leave
  signedIn?: SignedIn
  /** Links of the main navigation; `text` is a key. */
  sections?: readonly { text: string; href: string; isCurrent: boolean }[]
  /** A POST here with `language` and `back` chooses the language. */
  languageHref?: string
  /** Nobody on this page is real. */
  isPractice?: boolean
  /** The key of what was just done, said once after a redirect. */
  done?: string
  /** Links at the foot of the page; `text` is a key. */
  links?: readonly { text: string; href: string }[]
  /**
   * For a list: `href` sends an event when something may have changed, and a GET of `again` shows the
   * page anew without counting as use of the session.
   */
  live?: { href: string; again: string }
  /** What was typed when a session ended; every form of the page that asks for it shows it. */
  kept?: Form['values']
}
