import type { Frame } from '@causeway/page-kit'
import { endsAt, type Session } from './session-state.ts'

/** Where a session is prolonged, ended, and said to be over. */
export const STAY = '/sign-in/stay'
export const SIGN_OUT = '/sign-out'
export const SIGNED_OUT = '/signed-out'

/** What a page has to know of the session it is shown in. */
export const signedInFrame = (session: Session, at: Date): NonNullable<Frame['signedIn']> => ({
  formToken: session.formToken,
  endsAfter: Math.floor((endsAt(session, at).getTime() - at.getTime()) / 1000),
  stayHref: STAY,
  signOutHref: SIGN_OUT,
  endedHref: SIGNED_OUT,
})
