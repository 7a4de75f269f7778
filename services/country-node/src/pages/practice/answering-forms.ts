import { DeclineReason, QuestionCode, RiskLevel } from '@causeway/schemas/codes'
import { PlanText } from '@causeway/schemas/record'
import { z } from 'zod'
import type { FormField } from '../form-field.ts'
import { acceptForm, declineForm } from '../receiving/answer-forms.ts'
import { askForm } from '../receiving/question-forms.ts'
import { type MadeUpOffer, OFFER } from './made-up-offer.ts'
import { PHONE } from './made-up-person.ts'
import { PRACTICE } from './practice-road.ts'

/** A form of the real pages, checked as there; what is sent goes nowhere. */
interface AnsweringForm {
  schema: z.ZodType
  fields: FormField[]
  /** What is filled in, by who practises. */
  values(offer: MadeUpOffer, name: string): Record<string, string>
  /** Where it leads, and what is said there. */
  to: string
  /** Of the page that it lies on. */
  status: 'considered' | 'accepted'
}

const { meeting, first_night } = PlanText.shape

/** Of a plan, who meets her and where: times, numbers and the way are left out in practice. */
const WhoMeets = z.strictObject({
  meeting_place: meeting.shape.place,
  meeter: meeting.shape.meeter,
  look: meeting.shape.look,
  first_night,
  risk_here: RiskLevel,
})

const line = (name: string): FormField => ({ as: 'input', name })
const radios = (name: string, codes: readonly string[], prefix: string): FormField => ({
  as: 'radios',
  name,
  options: { codes, prefix },
})

const answeringForms = {
  accept: {
    schema: acceptForm.schema,
    fields: [
      {
        as: 'checkboxes',
        name: 'accept_services',
        options: { codes: ['safe_housing', 'legal_aid'], prefix: 'service.' },
      },
      line('worker'),
      line('deputy'),
      { as: 'input', name: 'duty_phone', options: { type: 'tel', inputmode: 'tel' } },
    ],
    values: ({ translate }, name) => ({
      worker: name,
      deputy: translate('practice.meet.meeter'),
      duty_phone: PHONE,
    }),
    to: `${OFFER}/accepted`,
    status: 'considered',
  },
  ask: {
    schema: askForm.schema,
    fields: [
      radios('question', QuestionCode.options, 'question.'),
      { as: 'textarea', name: 'question_text', options: { limit: 2000 } },
    ],
    values: () => ({}),
    to: OFFER,
    status: 'considered',
  },
  decline: {
    schema: declineForm.schema,
    fields: [radios('decline_reason', DeclineReason.options, 'receive.decline_reason.')],
    values: () => ({}),
    to: PRACTICE,
    status: 'considered',
  },
  plan: {
    schema: WhoMeets,
    fields: [
      line('meeting_place'),
      line('meeter'),
      line('look'),
      line('first_night'),
      radios('risk_here', RiskLevel.options, 'choice.risk_level.'),
    ],
    values: ({ meeting: { place, meeter, look }, translate }) => ({
      meeting_place: place,
      meeter,
      look,
      first_night: translate('practice.house.first'),
    }),
    to: `${OFFER}/meet`,
    status: 'accepted',
  },
} as const satisfies Record<string, AnsweringForm>

export const AnsweringName = z.enum(Object.keys(answeringForms) as [keyof typeof answeringForms])
export type AnsweringName = z.infer<typeof AnsweringName>

export const answeringForm = (name: AnsweringName): AnsweringForm => answeringForms[name]
