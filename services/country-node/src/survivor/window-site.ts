import { Brand, type Language, makePages, type Pages } from '@causeway/page-kit'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'

/** How an installation serves survivors' own windows. */
export interface WindowSettings {
  /** Where people reach it: another one than the staff's. */
  origin: string
  /** Where her page is left to in a hurry: an https address that anybody may be looking at. */
  exitTo: string
  timeZone: string
  /** For a browser that asks for no language that we have. */
  language: Language
  /** Codes that are nobody's and that one client may try in a minute. */
  triesPerMinute: number
}

/** What every page of the window is given. */
export interface WindowSite {
  context: NodeContext
  exchange: Exchange
  pages: Pages
  settings: WindowSettings
}

/** The same in every country: who looks over her shoulder sees a page of anybody's. */
const plainBrand = Brand.parse({
  name: 'Info',
  colours: { brand: '#3d4a54', link: '#2b5876', surface: '#f4f4f2' },
})

/** Reads templates and texts, once. No number is named: it would say which country, and why. */
export const openWindowPages = ({ timeZone }: Pick<WindowSettings, 'timeZone'>): Pages =>
  makePages({
    views: new URL('../../web/views/', import.meta.url),
    locales: new URL('../../web/locales/', import.meta.url),
    brand: plainBrand,
    timeZone,
    emergencyNumber: '',
  })
