import type { Language } from '@causeway/page-kit'
import type { Category, ItemCode } from '@causeway/schemas/record'
import { writtenIn } from '../languages.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import type { Head } from '../receiving/head-view.ts'
import { sayItem } from '../receiving/say-item.ts'
import { weekOf } from '../sending/return-form.ts'
import { PHONE } from './made-up-person.ts'
import { PRACTICE } from './practice-road.ts'

export const OFFER = `${PRACTICE}/offer`

/** What the words on her card are answered with, in practice. */
export const ANSWER = '4711'

const HOUR = 60 * 60
const DAY = 24 * HOUR

/** What is known of her before somebody says yes, and what comes after it. */
const before: Partial<Record<ItemCode, unknown>> = {
  age_band: 'from_27_to_29',
  gender: 'feminine',
  risk_level: 'medium',
  return_kind: 'own_choice',
}
const after = {
  contact_safe: ['safe_phone', 'contact_rules'],
  identity: ['known_as', 'full_name'],
  health: ['medication'],
  risk_safety: ['risk_assessment', 'safety_plan'],
  return_plan: ['travel_notes'],
} as const satisfies Partial<Record<Category, readonly ItemCode[]>>

/** Somebody made up who is offered to whoever practises: nothing of it is kept anywhere. */
export function madeUpOffer({ context, pages }: PageSite, language: Language) {
  const translate = pages.translate(language)
  const lang = writtenIn[language]
  const now = Math.floor(context.now().getTime() / 1000)
  const at = (seconds: number) => momentOf(now + seconds)
  const head = (status: Head['status']): Head => ({
    reference: translate('practice.start'),
    href: status === 'considered' ? OFFER : `${OFFER}/accepted`,
    status,
    urgency: 'urgent',
    from: translate('practice.house.first'),
    flags: [],
  })
  const say = (code: ItemCode, v: unknown) => sayItem(translate, language, { code, v, lang })
  const told = (code: ItemCode) =>
    say(code, code === 'safe_phone' ? PHONE : translate(`practice.told.${code}`))

  return {
    language,
    translate,
    head,
    now: at(0),
    due: at(72 * HOUR),
    services: ['safe_housing' as const, 'legal_aid' as const],
    arrivalWeek: weekOf(at(42 * DAY).slice(0, 10)),
    arrives: { departs: at(42 * DAY), due: at(42 * DAY + 3 * HOUR) },
    person: Object.entries(before).map(([code, v]) => say(code as ItemCode, v)),
    groups: Object.keys(after) as Category[],
    contact: after.contact_safe.map(told),
    parts: (Object.entries(after) as [Category, readonly ItemCode[]][])
      .filter(([category]) => category !== 'contact_safe')
      .map(([category, codes]) => ({ category, items: codes.map(told) })),
    doNotAsk: (['risk_assessment', 'medication', 'health_conditions'] as const).map((code) => ({
      topics: [translate(`item.${code}`)],
      because: code === 'health_conditions' ? ('declined_to_say' as const) : ('told' as const),
      timesAsked: 0,
    })),
    meeting: {
      place: translate('practice.meet.place'),
      meeter: translate('practice.meet.meeter'),
      look: translate('practice.meet.look'),
      words: translate('practice.meet.words').split(' '),
    },
  }
}

export type MadeUpOffer = ReturnType<typeof madeUpOffer>
