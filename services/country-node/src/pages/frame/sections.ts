import type { Frame } from '@causeway/page-kit'
import type { Role } from '@causeway/schemas/codes'
import { isPermitted } from '../../staff/decide.ts'
import type { Action } from '../../staff/permissions.ts'

/** The parts of the pages, in order, and what somebody must be allowed for each to be shown. */
const sections = {
  home: { href: '/', action: undefined },
  send: { href: '/returns', action: 'referral.draft' },
  inbox: { href: '/inbox', action: 'referral.open' },
  alarms: { href: '/alarms', action: 'alarm.list' },
  audit: { href: '/officer/audit', action: 'audit.read' },
  register: { href: '/officer/register', action: 'disclosure.register' },
  check: { href: '/officer/check', action: 'audit.verify' },
} as const satisfies Record<string, { href: string; action: Action | undefined }>

export type Section = keyof typeof sections

/** The main navigation of whoever has this role. */
export const sectionsFor = (
  role: Role,
  current: Section | undefined,
): NonNullable<Frame['sections']> =>
  Object.entries(sections)
    .filter(([, { action }]) => action === undefined || isPermitted(role, action))
    .map(([name, { href }]) => ({ text: `section.${name}`, href, isCurrent: name === current }))
