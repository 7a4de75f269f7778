import type { Frame, Language } from '@causeway/page-kit'
import { PUBLIC_LINKS } from '../../src/pages/frame/public-links.ts'

/** As a case worker who is signed in sees any page. */
export const aPageFrame = (language: Language): Frame => ({
  language,
  nonce: 'bm9uY2U=',
  path: '/',
  kind: 'form',
  leave: { way: 'hide', href: '/hidden' },
  links: PUBLIC_LINKS,
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
