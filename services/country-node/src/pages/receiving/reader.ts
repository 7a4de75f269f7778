import type { Language, Pages, Translate } from '@causeway/page-kit'
import type { FastifyRequest } from 'fastify'
import type { StaffActor } from '../../staff/actor.ts'
import { languageOf } from '../frame/language-cookie.ts'
import type { PageSite } from '../page-site.ts'

/** In whose words a page is written, and for whom. */
export interface Reader {
  actor: StaffActor
  language: Language
  translate: Translate
  formats: ReturnType<Pages['formats']>
}

export function readerOf(site: PageSite, request: FastifyRequest, actor: StaffActor): Reader {
  const language = languageOf(site, request)
  const { pages } = site
  return {
    actor,
    language,
    translate: pages.translate(language),
    formats: pages.formats(language),
  }
}
