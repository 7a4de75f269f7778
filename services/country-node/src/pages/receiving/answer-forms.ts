import { DeclineReason, QuestionCode, ServiceCode } from '@causeway/schemas/codes'
import { Acceptance, Question } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { seconds } from '../../context.ts'
import { findOrganisation, isAttested } from '../../organisations/find-organisation.ts'
import { askQuestion } from '../../questions/ask-question.ts'
import { acceptReferral } from '../../referrals/accept-referral.ts'
import { declineReferral } from '../../referrals/decline-referral.ts'
import { readOffer } from '../../referrals/read-bodies.ts'
import type { PageSite } from '../page-site.ts'
import type { FormPage } from './form-page.ts'

/** One box that is ticked comes as a text, several as a list. */
const ticked = <Code extends z.ZodType>(code: Code) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(code).min(1))

const AcceptForm = z.strictObject({ ...Acceptance.shape, accept_services: ticked(ServiceCode) })

/** Who will receive her, and with what. What is left out the sender agrees with her. */
export const acceptForm: FormPage<z.infer<typeof AcceptForm>> = {
  name: 'accept',
  action: 'referral.accept',
  schema: AcceptForm,
  async fields({ context }, referral) {
    const { services } = await readOffer(context, referral)
    return [
      { as: 'input', name: 'worker' },
      { as: 'input', name: 'deputy' },
      { as: 'input', name: 'duty_phone', options: { type: 'tel', inputmode: 'tel' } },
      {
        as: 'checkboxes',
        name: 'accept_services',
        options: { codes: services, prefix: 'service.' },
      },
    ]
  },
  values: (_site, { name }) => ({ worker: name }),
  fieldOf: { services: 'accept_services' },
  run({ context, exchange, actor, referral, data, remember }) {
    const { accept_services: services, ...people } = data
    return acceptReferral(context, exchange, actor, referral.id, { services, ...people }, remember)
  },
}

const DeclineForm = z.strictObject({
  decline_reason: DeclineReason,
  alternative: RandomId.optional(),
})

/** Why not, and who may help instead. */
export const declineForm: FormPage<z.infer<typeof DeclineForm>> = {
  name: 'decline',
  action: 'referral.decline',
  schema: DeclineForm,
  fields: (site, { own_org }) => [
    {
      as: 'radios',
      name: 'decline_reason',
      options: { codes: DeclineReason.options, prefix: 'receive.decline_reason.' },
    },
    { as: 'select', name: 'alternative', choices: othersHere(site, own_org) },
  ],
  fieldOf: { reason: 'decline_reason', 'organisation-unknown': 'alternative' },
  run({ context, exchange, actor, referral, data, remember }) {
    const { decline_reason: reason, alternative: org } = data
    const alternative = org && findOrganisation(context.directory, org)
    const given = alternative
      ? { alternative: { node: alternative.node, org: alternative.id } }
      : {}
    return declineReferral(context, exchange, actor, referral.id, { reason, ...given }, remember)
  },
}

/** Organisations of this country that take new handovers. */
function othersHere({ context }: PageSite, own: string) {
  const { directory, nodeId, now } = context
  return directory.organisations
    .filter((it) => it.node === nodeId && it.id !== own && isAttested(it, seconds(now)))
    .map(({ id, name }) => ({ value: id, text: name }))
}

const AskForm = z
  .strictObject({
    question: QuestionCode,
    question_text: Question.shape.text,
    pauses_clock: z.literal('yes').optional(),
  })
  .superRefine(({ question, question_text }, context) => {
    if (question !== 'other' || question_text !== undefined) return
    const path = ['question_text']
    context.addIssue({ code: 'custom', params: { rule: 'required' }, message: 'required', path })
  })

/** A question to the other side, from a list first. */
export const askForm: FormPage<z.infer<typeof AskForm>> = {
  name: 'ask',
  action: 'question.ask',
  schema: AskForm,
  fields: (_site, { status }) => [
    {
      as: 'radios',
      name: 'question',
      options: { codes: QuestionCode.options, prefix: 'receive.question.' },
    },
    { as: 'textarea', name: 'question_text', options: { limit: 2000 } },
    ...(status === 'under_review'
      ? [
          {
            as: 'checkboxes' as const,
            name: 'pauses_clock',
            options: { codes: ['yes'], prefix: 'receive.pauses_clock.' },
          },
        ]
      : []),
  ],
  fieldOf: { 'clock-not-paused': 'pauses_clock' },
  run({ context, exchange, actor, referral, data, remember }) {
    const { question, question_text: text, pauses_clock } = data
    const words = text === undefined ? {} : { text }
    const asked = { question, pauses_clock: pauses_clock === 'yes', ...words }
    return askQuestion(context, exchange, actor, referral.id, asked, remember)
  },
}
