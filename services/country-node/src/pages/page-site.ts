import { type Brand, type Language, makePages, neutralBrand, type Pages } from '@causeway/page-kit'
import type { AuditChecker } from '../audit/audit-checker.ts'
import type { NodeContext } from '../context.ts'
import type { LogHistory } from '../evidence/join-checkpoints.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { SignIn } from '../sign-in/sign-in.ts'

/** How an installation shows itself to its staff. */
export interface PageSettings {
  brand: Brand
  /** IANA name: at whose clock times are shown and typed. */
  timeZone: string
  /** The number to call in danger, in this country. */
  emergencyNumber: string
  /** For a browser that asks for no language that we have. */
  language: Language
  /**
   * An https address to which pages are left in a hurry, which also ends the session. Without one a
   * page is covered instead, and everything stays as it is.
   */
  exitTo?: string | undefined
  /** Where survivors reach their own windows; without it there are none. */
  windowOrigin?: string | undefined
}

/** What every page is given. */
export interface PageSite {
  context: NodeContext
  exchange: Exchange
  history: LogHistory
  checker: AuditChecker
  signIn: SignIn
  pages: Pages
  settings: PageSettings
}

/** Says nothing of whose it is. */
export const neutralSettings: PageSettings = {
  brand: neutralBrand,
  timeZone: 'UTC',
  emergencyNumber: '112',
  language: 'en',
}

/** Reads templates and texts of the node's pages, once. */
export const openPages = ({ brand, timeZone, emergencyNumber }: PageSettings): Pages =>
  makePages({
    views: new URL('../../web/views/', import.meta.url),
    locales: new URL('../../web/locales/', import.meta.url),
    brand,
    timeZone,
    emergencyNumber,
  })
