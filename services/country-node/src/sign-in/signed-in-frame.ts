import type { Frame } from '@causeway/page-kit'
import { endsAt, type Session } from './session-state.ts'

/** Where a session is prolonged, ended, and said to be over. */
export const STAY = '/sign-in/stay'
export const SIGN_OUT = '/sign-out'
export const SIGNED_OUT = '/signed-out'
/** Where a page leaves what was typed and not sent when the time is up. */
export const KEEP = '/sign-in/keep'

/** What a page has to know of the session it is shown in. */
export const signedInFrame = (session: Session, at: Date): NonNullable<Frame['signedIn']> => ({
  formToken: session.formToken,
  endsAfter: Math.floor((endsAt(session, session.seenAt).getTime() - at.getTime()) / 1000),
  stayHref: STAY,
  signOutHref: SIGN_OUT,
  endedHref: SIGNED_OUT,
  keepHref: KEEP,
})
