import type { Form } from '@causeway/page-kit'
import { timeline } from '@causeway/page-kit/pictures'
import { transitions } from '@causeway/protocol/referral'
import {
  AgeBand,
  ExplainedHow,
  Gender,
  InterpreterConstraint,
  InterpreterMode,
  QuestionCode,
  ReturnKind,
  RiskLevel,
  ServiceCode,
  TravelMode,
  Urgency,
  WarmHandover,
} from '@causeway/schemas/codes'
import { Digest, RandomId } from '@causeway/schemas/wire'
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
import { SentActName, sentActs } from '../../src/pages/sending/sent-acts.ts'
import {
  actView,
  cardView,
  planView,
  questionsView,
  sentView,
} from '../../src/pages/sending/sent-views.ts'
import { standings } from '../../src/pages/sending/standing.ts'
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
  notice: { lang: 'ro', parts: ['Un text'] },
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
const head = { reference: 'AbC3xY70', to: 'Synthetic house', href: `/sending/${id}` }
const picture = timeline({
  title: 'What has happened',
  columns: ['What', 'When'],
  steps: [{ text: 'Sent', when: 'today', state: 'now' }],
})
const leg = {
  from: 'London',
  to: 'Cluj',
  mode: 'plane' as const,
  departs_at: 1_800_000_000,
  due_at: 1_800_010_000,
  grace_minutes: 60,
  is_escorted: false,
}
const plan = {
  legs: [leg],
  meeting: { place: 'Arrivals', meeter: 'Synthetic Ada', look: 'green scarf' },
  first_night: 'The house',
}
const planModel = { head, plan, times: [{ departs: 'today', due: 'tonight' }] }
const asked = { id, by: 'receiver' as const, pauses_clock: false, at: 1_800_000_000 }

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
      form: refused({ urgency: 'urgent' }, ['services', 'required'], ['receiver', 'required']),
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
  ...Object.values(standings).map((standing) =>
    sample(
      sentView,
      {
        head,
        standing,
        flags: ['alarm', 'paused'],
        answerBy: now,
        expect: 'normal',
        worker: { first: 'Synthetic Ada', second: 'Synthetic Bea' },
        picture,
        acts: SentActName.options,
        links: ['plan', 'card', 'questions'],
      },
      standing.word,
    ),
  ),
  ...SentActName.options.map((act) =>
    sample(
      actView,
      { head, act, questions: Object.keys(sentActs[act].form.shape), form: fresh },
      act,
    ),
  ),
  sample(planView, { ...planModel, form: fresh }, 'signed'),
  sample(
    planView,
    {
      ...planModel,
      form: refused({}, ['plan_risk', 'required']),
      hash: Digest.parse('A'.repeat(43)),
    },
    'to be signed',
  ),
  sample(cardView, {
    head,
    at: 'tonight',
    card: {
      language: 'eng',
      worker_says: ['one', 'two', 'three'],
      answer: '1234',
      who: 'Synthetic Ada',
      look: 'green scarf',
      place: 'Arrivals',
      at: 1_800_000_000,
      duty_phones: ['+40700123456'],
      code: id,
    },
  }),
  sample(questionsView, {
    head,
    form: fresh,
    next: id,
    questions: [
      { ...asked, question: 'other', text: 'Does she have a coat?' },
      { ...asked, question: 'documents', answer: { at: 1_800_000_000, text: 'Yes.' } },
    ],
  }),
]

const all = (prefix: string, codes: readonly string[]) => codes.map((code) => `${prefix}${code}`)
const questions = Object.keys({ ...personQuestions, ...safetyQuestions })

/** Codes of which every one must have its words. */
export const sendingTexts = [
  ...all('field.', questions),
  ...all('send.choice.age_band.', AgeBand.options),
  ...all('send.choice.gender.', Gender.options),
  ...all('send.choice.risk_level.', RiskLevel.options),
  ...all('send.choice.return_kind.', ReturnKind.options),
  ...all('send.choice.interpreter_constraints.', InterpreterConstraint.options),
  ...all('send.how.', ExplainedHow.options),
  ...all('send.interpreter.', InterpreterMode.options),
  ...all('send.urgency.', Urgency.options),
  ...all('send.expect.', Urgency.options),
  ...all('send.question.', QuestionCode.options),
  ...all('send.mode.', TravelMode.options),
  ...all('send.warm.', WarmHandover.options),
  ...all('send.event.', Object.keys(transitions)),
  ...['', '_text', '_button'].flatMap((part) => all(`send.act${part}.`, SentActName.options)),
  ...all('done.send_', SentActName.options),
  ...Object.values(standings).map(({ word }) => `send.meaning.${word}`),
]
