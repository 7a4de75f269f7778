import type { Frame, Language } from '@causeway/page-kit'

/** As a case worker who is signed in sees any page. */
export const aPageFrame = (language: Language): Frame => ({
  language,
  nonce: 'bm9uY2U=',
  path: '/',
  kind: 'form',
  leave: { way: 'hide', href: '/hidden' },
  languageHref: '/language',
  sections: [{ text: 'section.home', href: '/', isCurrent: true }],
  signedIn: {
    formToken: 'token',
    endsAfter: 900,
    stayHref: '/sign-in/stay',
    signOutHref: '/sign-out',
    endedHref: '/signed-out',
  },
})
