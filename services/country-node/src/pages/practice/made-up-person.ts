import type { Language } from '@causeway/page-kit'
import { writtenIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'
import type { DraftContent } from '../sending/page-draft.ts'
import { homeOf } from './practice-network.ts'

/** How old she is, and in how many days she wants to travel. */
const AGE = 28
const DAYS_AWAY = 42

/** From a range of numbers that Ofcom keeps for stories: it rings nowhere. */
export const PHONE = '+447700900123'

/**
 * What somebody would have told, in the words of whoever practises. What a worker has to weigh, what
 * was explained and what she agrees to are left open, here as everywhere.
 */
export function madeUpPerson(
  { context, pages, settings }: PageSite,
  language: Language,
): DraftContent {
  const translate = pages.translate(language)
  const { nationality, lang } = homeOf(context.nodeId)
  const today = Temporal.Instant.fromEpochMilliseconds(context.now().getTime())
    .toZonedDateTimeISO(settings.timeZone)
    .toPlainDate()
  const words = (name: string) => translate(`practice.told.${name}`)
  return {
    lang: writtenIn[language],
    pages: {
      return: { arrival: today.add({ days: DAYS_AWAY }).toString() },
      person: {
        known_as: words('known_as'),
        full_name: words('full_name'),
        birth_date: today.subtract({ years: AGE, days: 100 }).toString(),
        age_band: 'from_27_to_29',
        gender: 'feminine',
        nationality,
        safe_phone: PHONE,
        contact_rules: words('contact_rules'),
        spoken_languages: [lang, 'eng'],
        interpreter_language: lang,
        interpreter_constraints: ['woman_only'],
      },
      safety: {
        risk_assessment: words('risk_assessment'),
        safety_plan: words('safety_plan'),
        passport_held_by: words('passport_held_by'),
        travel_notes: words('travel_notes'),
        fit_to_travel: 'yes',
        medication: words('medication'),
        health_conditions_none: ['declined_to_say'],
      },
    },
  }
}
