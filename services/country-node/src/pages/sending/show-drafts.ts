import type { Form, Language } from '@causeway/page-kit'
import { AgeBand, ServiceCode } from '@causeway/schemas/codes'
import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { findNotice } from '../../notices/find-notice.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { countryIn, languageIn, NoticeLanguage, pagesIn, writtenIn } from '../languages.ts'
import type { PageSite } from '../page-site.ts'
import { sayValue } from '../say-value.ts'
import { shownOf } from './agree-form.ts'
import { type DraftReader, type DraftRoad, hrefOf } from './draft-road.ts'
import { countryCodes, namedChoices, spokenCodes } from './named-choices.ts'
import type { OpenDraft } from './page-draft.ts'
import { previewDraft } from './preview-draft.ts'
import { readDraft, type Step, steps } from './read-draft.ts'
import type { Reader } from './reader.ts'
import { type Candidate, findCandidates, openCountries } from './receivers.ts'
import { ReturnForm } from './return-form.ts'
import type { PutToHer, Shown } from './sending-views.ts'

const placeOf = ({ base, startHref, isPractice }: DraftRoad, { id }: OpenDraft, step: Step) => ({
  href: `${base}/${id}`,
  startHref,
  isPractice,
  number: steps.indexOf(step) + 1,
})

/** So many receivers are looked through without narrowing them. */
const FEW = 5

const oftenNeeded = ServiceCode.options.slice(0, ServiceCode.options.indexOf('financial_help') + 1)
const seldomNeeded = ServiceCode.options.filter((it) => !oftenNeeded.includes(it))

const offeredBy = ({ services }: Candidate['organisation']): ServiceCode[] =>
  ServiceCode.options.filter((it) => services.includes(it))

export async function showReturn(
  { site, actor, language, road }: DraftReader,
  draft: OpenDraft,
  form: Form,
) {
  const translate = site.pages.translate(language)
  const typed = draft.content.pages.return ?? {}
  const { data: services = [] } = ReturnForm.shape.services.safeParse(typed.services)
  const { data: country } = ReturnForm.shape.country.safeParse(typed.country)
  const candidates = await findCandidates(site, actor, { services, country })
  const countries = namedChoices(openCountries(site), language, countryIn)

  const named = (codes: readonly ServiceCode[]) =>
    codes.map((it) => translate(`service.${it}`)).join(', ')
  const choice = ({ organisation, lacks }: Candidate) => ({
    value: organisation.id,
    text: organisation.name,
    hint: {
      text: [
        countryIn(language, organisation.node),
        translate('send.speaks', {
          languages: organisation.languages.map((it) => languageIn(language, it)).join(', '),
        }),
        ...(lacks.length > 0 ? [translate('send.lacks', { services: named(lacks) })] : []),
        ...(services.length === 0 && candidates.length <= FEW
          ? [translate('send.offers', { services: named(offeredBy(organisation)) })]
          : []),
      ].join('. '),
    },
  })
  const known = candidates.filter(({ isRecent }) => isRecent).map(choice)
  const others = candidates.filter(({ isRecent }) => !isRecent).map(choice)
  const isDivided = known.length > 0 && others.length > 0
  const isGone =
    form.faults.length === 0 &&
    typeof typed.receiver === 'string' &&
    !findOrganisation(site.context.directory, typed.receiver as RandomId)
  return {
    form: isGone ? { ...form, faults: [{ field: 'receiver', rule: 'gone' }] } : form,
    place: placeOf(road, draft, 'return'),
    services: {
      often: oftenNeeded,
      seldom: seldomNeeded,
      isMoreTicked: seldomNeeded.some((it) => services.includes(it)),
    },
    countries,
    mayNarrow: countries.length > 1 || country !== undefined || candidates.length > FEW,
    receivers: [...known, ...(isDivided ? [{ divider: translate('send.others') }] : []), ...others],
  }
}

export const showPerson = (
  { site, language, road }: DraftReader,
  draft: OpenDraft,
  form: Form,
) => ({
  form,
  place: placeOf(road, draft, 'person'),
  notices: NoticeLanguage.options.map((lang) => ({
    lang: pagesIn[lang],
    parts: partsOf(noticeText(site, 'before_you_tell', lang)),
  })),
  spoken: namedChoices(spokenCodes, language, languageIn),
  countries: namedChoices(countryCodes, language, countryIn),
  ageBands: AgeBand.options,
})

export const showSafety = ({ road }: DraftReader, draft: OpenDraft, form: Form) => ({
  form,
  place: placeOf(road, draft, 'safety'),
})

export function showAgree(reader: DraftReader, draft: OpenDraft, form: Form) {
  const { site, actor, language, road } = reader
  const { choice, person } = readDraft(draft.content)
  const translate = site.pages.translate(language)
  const { choices, chosen, preview } = previewDraft(site, actor, draft.content)
  const named = (value: ItemCode) => ({ value, text: translate(`item.${value}`) })
  const others = choices.filter((code) => !preview.suggested.includes(code))
  const hasBoth = preview.suggested.length > 0 && others.length > 0
  const isShown = choice !== undefined && chosen.length > 0
  const shown = isShown ? showTogether(reader, draft) : undefined
  const values = {
    agree_lang: choice?.agree_lang ?? person?.heard_lang ?? 'eng',
    agree_how: person?.heard_how ?? '',
    agree_interpreter: person?.interpreter ?? '',
    ...form.values,
    items: form.values.items ?? chosen,
    shown: isShown ? shownOf({ items: chosen, agree_lang: choice.agree_lang }) : '',
  }
  return {
    form: { ...form, values },
    place: placeOf(road, draft, 'agree'),
    choices: [
      ...preview.suggested.map(named),
      ...(hasBoth ? [{ divider: translate('send.more_items') }] : []),
      ...others.map(named),
    ],
    shown,
    paperHref: hrefOf(road, draft.id, 'paper'),
  }
}

/** What goes and what stays, line by line, for whoever reads `language`. */
export function showTogether({ site, actor, language }: Reader, draft: OpenDraft): Shown {
  const { organisation, preview } = previewDraft(site, actor, draft.content)
  const { choice } = readDraft(draft.content)
  const translate = site.pages.translate(language)
  const { they_will_see: see, stays_here: stays } = preview
  const lang = choice?.agree_lang ?? 'eng'
  const line = ({ code, v }: (typeof see.after_acceptance)[number]) => ({
    name: translate(`item.${code}`),
    says: sayValue(translate, language, code, v),
  })
  return {
    organisation: organisation.name,
    before: see.before_acceptance.map(line),
    after: see.after_acceptance.map(line),
    stays: [...new Set(stays.map(({ because }) => because))].map((why) => ({
      name: translate(`send.because.${why}`),
      says: stays
        .filter(({ because }) => because === why)
        .map(({ code }) => translate(`item.${code}`))
        .join(', '),
    })),
    notice: putToHer(site, lang, language),
  }
}

/** What she is asked in her language; beside it the same for a reader of another one. */
export function putToHer(site: PageSite, hers: NoticeLanguage, readers: Language): PutToHer {
  const inPages = (lang: NoticeLanguage) => ({
    lang: pagesIn[lang],
    parts: partsOf(noticeText(site, 'agreement_to_share', lang)),
  })
  const same = writtenIn[readers]
  return { ...inPages(hers), ...(same === hers ? {} : { same: inPages(same) }) }
}

const partsOf = (text: string) => text.split('\n').filter((part) => part.trim() !== '')

/** The first version of a notice; the text is there, a test of the notices says so. */
export function noticeText(
  { context }: PageSite,
  id: 'before_you_tell' | 'agreement_to_share',
  lang: NoticeLanguage,
): string {
  const notice = findNotice(context.notices, { id, version: 1, lang })
  if (!notice) throw new TypeError('a notice is missing in a language of the pages')
  return notice.text
}

export function showSend({ site, road }: DraftReader, draft: OpenDraft, form: Form) {
  const { return: wish, agree } = readDraft(draft.content)
  const organisation = wish && findOrganisation(site.context.directory, wish.receiver)
  if (!organisation || !agree) throw new TypeError('it is not whole')
  return {
    form,
    href: hrefOf(road, draft.id, 'send'),
    startHref: road.startHref,
    organisation: organisation.name,
    answer: agree.answer,
    urgency: wish.urgency,
    isBegun: draft.sending_at !== null,
  }
}
