import { type Form, showForm } from '@causeway/page-kit'
import { ageingBars } from '@causeway/page-kit/pictures'
import {
  DeclineReason,
  ExploitationType,
  FollowUpStep,
  Gender,
  InterpreterConstraint,
  MeansOfControl,
  Outcome,
  Purpose,
  QuestionCode,
  ReturnKind,
  RiskLevel,
  ServiceCode,
  StatusDecidedBy,
  TraffickingStatus,
  TravelMode,
  Urgency,
} from '@causeway/schemas/codes'
import { Category, ItemCode } from '@causeway/schemas/record'
import { type Flag, type Head, PageStatus } from '../../src/pages/receiving/head-view.ts'
import { inboxView } from '../../src/pages/receiving/inbox-view.ts'
import {
  followUpsView,
  formView,
  handoverView,
  meetView,
  storyView,
  summaryView,
  unopenedView,
} from '../../src/pages/receiving/receiving-views.ts'
import { sample } from './sample.ts'

const now = '2026-11-22T09:00:00.000Z'
const due = '2026-11-24T09:00:00.000Z'
const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'
const head: Head = {
  reference: 'AbC3xY7q',
  href: '/receiving/AbC3xY7q',
  status: 'considered',
  from: 'Synthetic House',
  urgency: 'urgent',
  flags: ['alarm', 'restricted', 'recall', 'paused', 'question'],
}
const line = {
  href: head.href,
  reference: head.reference,
  flags: [] as Flag[],
  urgency: 'urgent' as const,
  purpose: 'return' as const,
  since: now,
}
/** With which a handover that was received is in a list. */
const statuses = [
  'sent',
  'considered',
  'accepted',
  'travelling',
  'met',
  'in_care',
  'ended',
] as const
const questions = [
  { question: 'interpreter', text: '<b>Ask</b>', isOurs: true, at: now },
  { question: 'documents', isOurs: false, at: now, answer: { at: due, text: 'Yes.' } },
]
const steps = [
  { name: 'accept', href: '/x/accept' },
  { name: 'ask', href: '/x/ask' },
  { name: 'decline' },
]
const said = [
  { name: 'Age', text: '27–29' },
  { name: 'Why', text: 'Liniște.', lang: 'ro', isForeign: true },
]
const packet = {
  doNotAsk: [
    { topic: 'Name', because: 'told' as const, timesAsked: 3 },
    { topic: 'Health', because: 'declined_to_say' as const, timesAsked: 0 },
  ],
  timesAsked: 3,
  contact: said,
  groups: [{ category: 'identity', items: said }],
  story: ['Her own account'],
  storyHref: '/x/story',
}
const sheet = {
  place: 'Gate 3',
  meeter: 'Ana',
  look: 'a green coat',
  legs: [],
  language: 'ron' as const,
  worker_says: ['unu', 'doi', 'trei'] as [string, string, string],
  rules: [],
  duty_phones: ['+40700123456', '+441700123456'],
}
const wrong: Form = { key, values: { pin: '1234' }, faults: [{ field: 'pin', rule: 'required' }] }

export const receivingSamples = [
  sample(inboxView, {
    now,
    stage: 'to_answer',
    lines: [
      { ...line, status: 'sent', due, isLate: false },
      { ...line, status: 'considered', due: now, isLate: true, flags: ['alarm', 'question'] },
    ],
    ageing: ageingBars({
      title: 'Ageing',
      columns: ['Which', 'Left'],
      items: [{ name: head.reference, started: now, due, left: 'in 2 days' }],
      now,
    }),
    nextHref: '/inbox?stage=to_answer&after=W10',
    form: showForm(key),
  }),
  ...statuses.map((status) =>
    sample(
      inboxView,
      {
        now,
        stage: 'running',
        urgency: 'urgent',
        lines: [
          { ...line, status, due, isLate: false },
          { ...line, status, isLate: false },
        ],
        firstHref: '/inbox?stage=running',
        form: {
          key,
          values: { reference: 'no' },
          faults: [{ field: 'reference', rule: 'invalid' }],
        },
      },
      status,
    ),
  ),
  sample(inboxView, { now, stage: 'ended', lines: [], form: showForm(key) }, 'empty'),
  sample(unopenedView, { head, form: showForm(key), urgency: 'emergency', due }),
  sample(summaryView, {
    head,
    due,
    urgency: 'normal',
    services: ['safe_housing', 'legal_aid'],
    arrivalWeek: '2026-W49',
    person: said,
    groups: ['identity', 'health'],
    questions,
    steps,
  }),
  sample(handoverView, {
    head,
    now,
    isWaitingForPacket: false,
    isPlanProposed: true,
    packet,
    steps,
    questions,
  }),
  sample(
    handoverView,
    { head, now, isWaitingForPacket: true, isPlanProposed: false, steps: [], questions: [] },
    'without what is still to come',
  ),
  sample(storyView, { head, items: said }),
  sample(meetView, {
    head,
    sheet,
    lang: 'ro',
    due,
    met: wrong,
    missed: showForm(key),
    card: {
      key,
      values: { card_code: 'K7QM' },
      faults: [{ field: 'card_code', rule: 'another' }],
    },
    mayCare: true,
  }),
  sample(followUpsView, {
    head,
    now,
    steps: [
      { step: 'next_day', due: now, isLate: true, href: '/x/follow-ups/next_day' },
      { step: 'one_week', due, isLate: false, reached: false, note: 'Nobody answered.' },
    ],
  }),
  ...['accept', 'decline', 'ask', 'plan', 'care', 'follow-up', 'close'].map((name) =>
    sample(
      formView,
      {
        head,
        name,
        form: { key, values: {}, faults: [{ field: 'worker', rule: 'required' }] },
        fields: [
          { as: 'input', name: 'worker' },
          { as: 'textarea', name: 'risk_note', options: { limit: 100 } },
          { as: 'radios', name: 'risk_here', options: { codes: ['low'], prefix: 'receive.risk.' } },
          { as: 'select', name: 'alternative', choices: [{ value: 'a', text: 'House' }] },
        ],
      },
      name,
    ),
  ),
]

const all = (prefix: string, codes: readonly string[]) => codes.map((code) => prefix + code)

/** Codes of which every one must have its words. */
export const receivingTexts = [
  ...all('status.', PageStatus.options),
  ...all('urgency.', Urgency.options),
  ...all('service.', ServiceCode.options),
  ...all('receive.purpose.', Purpose.options),
  ...all('receive.group.', Category.options),
  ...all('item.', ItemCode.options),
  ...all('receive.gender.', Gender.options),
  ...all('receive.trafficking_status.', TraffickingStatus.options),
  ...all('receive.decided_by.', StatusDecidedBy.options),
  ...all('receive.risk.', RiskLevel.options),
  ...all('receive.return_kind.', ReturnKind.options),
  ...all('receive.interpreter.', InterpreterConstraint.options),
  ...all('receive.exploitation.', ExploitationType.options),
  ...all('receive.control.', MeansOfControl.options),
  ...all('receive.question.', QuestionCode.options),
  ...all('receive.decline_reason.', DeclineReason.options),
  ...all('receive.mode.', TravelMode.options),
  ...all('receive.outcome.', Outcome.options),
  ...all('receive.follow_up.', FollowUpStep.options),
]
