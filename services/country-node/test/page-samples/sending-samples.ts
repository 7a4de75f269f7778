import type { Form } from '@causeway/page-kit'
import {
  AgeBand,
  ExplainedHow,
  InterpreterMode,
  ServiceCode,
  Urgency,
} from '@causeway/schemas/codes'
import { RandomId } from '@causeway/schemas/wire'
import { personQuestions } from '../../src/pages/sending/person-form.ts'
import { safetyQuestions } from '../../src/pages/sending/safety-form.ts'
import {
  agreeView,
  listView,
  paperView,
  personView,
  returnView,
  safetyView,
  sendView,
} from '../../src/pages/sending/sending-views.ts'
import { all } from './code-texts.ts'
import { sample } from './sample.ts'

const now = '2026-11-22T09:00:00.000Z'
const id = RandomId.parse('A'.repeat(22))
const fresh: Form = { key: '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d', values: {}, faults: [] }
const refused = (values: Form['values'], ...faults: [string, string][]): Form => ({
  ...fresh,
  values,
  faults: faults.map(([field, rule]) => ({ field, rule })),
})
const place = { href: `/returns/${id}`, startHref: '/returns', isPractice: false, number: 2 }
const choice = (value: string) => ({ value, text: `Synthetic ${value}` })
const receiver = (value: string) => ({ ...choice(value), hint: { text: 'Speaks Romanian' } })
const returnModel = {
  place,
  services: {
    often: ServiceCode.options.slice(0, 9),
    seldom: ServiceCode.options.slice(9),
    isMoreTicked: false,
  },
  countries: [choice('ro')],
  mayNarrow: true,
  receivers: [receiver('one'), { divider: 'Others' }, receiver('two')],
}
const personModel = {
  place,
  notices: [
    { lang: 'ro', parts: ['Un text', 'în două părți'] },
    { lang: 'en', parts: ['A text'] },
  ],
  spoken: [choice('ron'), choice('eng')],
  countries: [choice('RO')],
  ageBands: AgeBand.options,
}
const shown = {
  organisation: 'Synthetic house',
  before: [{ name: 'Age group', says: '27 to 29' }],
  after: [{ name: 'Full name', says: '<Synthetic>' }],
  stays: [],
  notice: { lang: 'ro', parts: ['Un text'], same: { lang: 'en', parts: ['A text'] } },
}
const agreeModel = {
  place,
  choices: [choice('full_name'), { divider: 'More' }, choice('age_band')],
  paperHref: `/returns/${id}/paper`,
}
const send = {
  href: `/returns/${id}/send`,
  startHref: '/returns',
  organisation: 'Synthetic house',
  isBegun: false,
}
export const sendingSamples = [
  sample(listView, { form: fresh, now, waiting: [], sent: [] }, 'with nothing'),
  sample(listView, {
    form: fresh,
    now,
    waiting: [
      { href: '/returns/x', services: ['Legal aid'], to: 'Synthetic house', savedAt: now },
      { href: '/returns/y', services: [], savedAt: now },
    ],
    sent: [
      {
        href: '/sending/x',
        reference: 'AbC3xY70',
        status: { word: 'sent', kind: 'calm' },
        to: 'Synthetic house',
        changedAt: now,
      },
    ],
  }),
  sample(returnView, { ...returnModel, form: fresh }),
  sample(
    returnView,
    { ...returnModel, receivers: [], mayNarrow: false, form: fresh },
    'with nobody',
  ),
  sample(
    returnView,
    {
      ...returnModel,
      form: refused(
        { urgency: 'urgent' },
        ['services', 'required'],
        ['receiver', 'required'],
        ['arrival', 'in_the_past'],
      ),
    },
    'with faults',
  ),
  sample(personView, { ...personModel, form: fresh }),
  sample(
    personView,
    {
      ...personModel,
      form: refused(
        { known_as: '<b>', known_as_none: ['unknown', 'declined_to_say'] },
        ['known_as', 'one_answer'],
        ['age_band', 'child'],
        ['birth_date', 'in_the_future'],
        ['safe_phone', 'no_way'],
      ),
    },
    'with faults',
  ),
  sample(safetyView, { place, form: fresh }),
  sample(
    safetyView,
    { place, form: refused({}, ['risk_level', 'required'], ['decision', 'required']) },
    'with faults',
  ),
  sample(agreeView, { ...agreeModel, form: fresh }),
  sample(
    agreeView,
    {
      ...agreeModel,
      form: refused(
        { items: ['full_name'], shown: 'ron' },
        ['items', 'changed'],
        ['answer', 'required'],
      ),
      shown,
    },
    'with what goes',
  ),
  sample(paperView, { shown, backHref: '/returns' }),
  ...(['normal', 'urgent', 'emergency'] as const).map((urgency) =>
    sample(sendView, { ...send, form: fresh, answer: 'given', urgency }, urgency),
  ),
  sample(
    sendView,
    { ...send, form: fresh, answer: 'refused', urgency: 'normal', isBegun: true },
    'a no',
  ),
]

const questions = Object.keys({ ...personQuestions, ...safetyQuestions })

/** Codes of which every one must have its words. */
export const sendingTexts = [
  ...all('field.', questions),
  ...all('send.how.', ExplainedHow.options),
  ...all('send.interpreter.', InterpreterMode.options),
  ...all('send.urgency.', Urgency.options),
  ...all('send.expect.', Urgency.options),
]
