import type { Language } from '@causeway/page-kit'
import type { StaffActor } from '../../staff/actor.ts'
import type { PageSite } from '../page-site.ts'

/** What a page is shown to: somebody, in a language. */
export interface Reader {
  site: PageSite
  actor: StaffActor
  language: Language
}
