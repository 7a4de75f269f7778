import type { Form } from '@causeway/page-kit'
import type { ItemCode } from '@causeway/schemas/record'
import { previewAgreement } from '../../agreements/preview-agreement.ts'
import { auditReading } from '../../referrals/audit-reading.ts'
import { openDraft } from '../../referrals/draft.ts'
import { sayValue } from '../say-value.ts'
import type { SentReferral } from './disclose-items.ts'
import { answerFields, type MoreForm } from './more-form.ts'
import { findMoreItems, type MoreItems } from './more-items.ts'
import type { Reader } from './reader.ts'
import type { SentHead } from './sent-views.ts'
import { putToHer } from './show-drafts.ts'

const nameIn = ({ site, language }: Reader) => {
  const translate = site.pages.translate(language)
  return (code: ItemCode) => translate(`item.${code}`)
}

const staysIn = (reader: Reader, stays: MoreItems['stays']) => {
  const { site, language } = reader
  const translate = site.pages.translate(language)
  return stays.map(({ code, because }) => ({
    name: nameIn(reader)(code),
    says: translate(`send.because.${because}`),
  }))
}

/** What could go beside what went, by its names; the reading is audited. */
export async function showMore(
  reader: Reader,
  referral: SentReferral,
  { head, form }: { head: SentHead; form: Form },
) {
  const { context } = reader.site
  const { agreed, toAsk, stays } = await findMoreItems(context, referral)
  await auditReading(context, reader.actor, 'preview.read', referral.id)
  const choice = (value: ItemCode) => ({ value, text: nameIn(reader)(value) })
  const hint = { text: reader.site.pages.translate(reader.language)('send.more.to_ask') }
  return {
    head,
    form,
    agreed: agreed.map(choice),
    toAsk: toAsk.map((code) => ({ ...choice(code), hint })),
    stays: staysIn(reader, stays),
  }
}

/** What they will see of what was chosen, with its values, before anything goes; audited as well. */
export async function showMoreAsk(
  reader: Reader,
  referral: SentReferral,
  { head, form, said }: { head: SentHead; form: Form; said: MoreForm },
) {
  const { site, actor, language } = reader
  const { context } = site
  const { toAsk, stays } = await findMoreItems(context, referral)
  const { services } = await openDraft(context, referral)
  const { they_will_see } = await previewAgreement(context, actor, {
    personId: referral.person_id,
    receiver: { node: referral.peer_node, org: referral.peer_org },
    purpose: referral.purpose as 'return',
    services,
    items: said.more_items,
  })
  const translate = site.pages.translate(language)
  const isAsked = said.more_items.some((code) => toAsk.includes(code))
  return {
    head,
    form,
    organisation: head.to,
    see: they_will_see.after_acceptance.map(({ code, v }) => ({
      name: nameIn(reader)(code),
      says: sayValue(translate, language, code, v),
    })),
    stays: staysIn(
      reader,
      stays.filter(({ because }) => because !== 'sent'),
    ),
    notice: putToHer(site, said.agree_lang, language),
    isAsked,
    fields: isAsked ? answerFields : [],
  }
}
