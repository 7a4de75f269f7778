/** One screen that is worth a picture: where it is, and a text by which it differs from others there. */
export interface Screen {
  name: string
  at: string
  says?: string
}

/** In the order in which a journey comes by. */
export const screens: readonly Screen[] = [
  { name: 'home', at: '/' },
  { name: 'practice', at: '/practice' },
  { name: 'new-return', at: '/returns/:id/return' },
  { name: 'person-and-contact', at: '/returns/:id/person' },
  { name: 'safety-and-journey', at: '/returns/:id/safety' },
  { name: 'agree-together', at: '/returns/:id/agree', says: 'send.stays' },
  { name: 'send', at: '/returns/:id/send' },
  { name: 'sent', at: '/sending/:id', says: 'status.sent' },
  { name: 'inbox', at: '/inbox' },
  { name: 'handover-waits', at: '/receiving/:id', says: 'receive.unopened.title' },
  { name: 'before-acceptance', at: '/receiving/:id', says: 'receive.summary.title' },
  { name: 'accept', at: '/receiving/:id/accept' },
  { name: 'already-told', at: '/receiving/:id', says: 'receive.told.title' },
  { name: 'sign-plan', at: '/receiving/:id/plan' },
  { name: 'confirm-plan', at: '/sending/:id/plan' },
  { name: 'her-card', at: '/sending/:id/card' },
  { name: 'travelling', at: '/sending/:id', says: 'status.travelling' },
  { name: 'meet-her', at: '/receiving/:id/meet' },
  { name: 'in-care', at: '/sending/:id', says: 'status.in_care' },
  { name: 'her-own-window', at: '/page' },
]
