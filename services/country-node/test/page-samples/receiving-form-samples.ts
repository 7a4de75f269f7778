import { showForm } from '@causeway/page-kit'
import { DeclineReason, ServiceCode } from '@causeway/schemas/codes'
import type { FormField } from '../../src/pages/form-field.ts'
import { careForm, closeForm, followUpForm } from '../../src/pages/receiving/care-forms.ts'
import { confirmPlanForm } from '../../src/pages/receiving/confirm-plan-form.ts'
import type { FormPage } from '../../src/pages/receiving/form-page.ts'
import { formView } from '../../src/pages/receiving/form-view.ts'
import { changeForm, hereForm, lostForm } from '../../src/pages/receiving/journey-forms.ts'
import { planForm } from '../../src/pages/receiving/plan-form.ts'
import { answerForm, askForm } from '../../src/pages/receiving/question-forms.ts'
import {
  pauseForm,
  recallForm,
  resumeForm,
  undoForm,
  withdrawForm,
} from '../../src/pages/receiving/stop-forms.ts'
import { toldForm } from '../../src/pages/receiving/told-form.ts'
import { head, key, plans, questions, wrong } from './receiving-parts.ts'
import { sample } from './sample.ts'

/** Forms whose fields need nothing of a node: as they are. */
const pages: readonly Pick<FormPage<never>, 'name' | 'fields'>[] = [
  askForm,
  answerForm,
  toldForm,
  planForm(3),
  confirmPlanForm,
  hereForm,
  changeForm,
  lostForm,
  careForm,
  followUpForm('next_day'),
  closeForm,
  recallForm,
  pauseForm,
  resumeForm,
  withdrawForm,
  undoForm,
]
const asked = { status: 'under_review' } as Parameters<FormPage<never>['fields']>[1]
const reader = { language: 'en', translate: (key: string) => key } as Parameters<
  FormPage<never>['fields']
>[2]
const fieldsOf = async ({ name, fields }: (typeof pages)[number]) =>
  [name, await fields(undefined as never, asked, reader)] as const

/** Every form page with the fields that it has, by the name of its texts. */
const forms: readonly (readonly [string, readonly FormField[]])[] = [
  [
    'accept',
    [
      {
        as: 'checkboxes',
        name: 'accept_services',
        options: { codes: ServiceCode.options, prefix: 'service.' },
      },
      { as: 'input', name: 'worker', suggestions: ['Synthetic One'] },
      { as: 'input', name: 'deputy', suggestions: [] },
      { as: 'input', name: 'duty_phone', options: { type: 'tel', inputmode: 'tel' } },
    ],
  ],
  [
    'decline',
    [
      {
        as: 'radios',
        name: 'decline_reason',
        options: { codes: DeclineReason.options, prefix: 'receive.decline_reason.' },
      },
      { as: 'select', name: 'alternative', choices: [{ value: 'a', text: 'A' }] },
    ],
  ],
  ...(await Promise.all(pages.map(fieldsOf))),
]
const legs = [1, 2, 3].map((count) => ({ href: '/x/plan', text: `receive.plan.legs_${count}` }))

export const receivingFormSamples = forms.map(([name, fields]) =>
  sample(
    formView,
    {
      head,
      name,
      form: fields[0] ? wrong(fields[0].name, 'required') : showForm(key),
      fields: [...fields],
      hidden: { asked: 'AbC' },
      links: name === 'plan' ? legs : [],
      ...(name === 'answer' ? { asked: questions[0] } : {}),
      ...(name === 'confirm-plan' ? { plan: plans[2] } : {}),
    },
    name,
  ),
)
