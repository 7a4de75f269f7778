import { showForm } from '@causeway/page-kit'
import { ageingBars } from '@causeway/page-kit/pictures'
import {
  ArrivalKind,
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
  TellingForm,
  TraffickingStatus,
  TravelChange,
  TravelMode,
  Urgency,
  WarmHandover,
} from '@causeway/schemas/codes'
import { Category, ItemCode } from '@causeway/schemas/record'
import { PageStatus } from '../../src/pages/page-status.ts'
import { followUpsView } from '../../src/pages/receiving/follow-ups-view.ts'
import { type Field, formView } from '../../src/pages/receiving/form-view.ts'
import {
  handoverView,
  storyView,
  summaryView,
  unopenedView,
} from '../../src/pages/receiving/handover-view.ts'
import { Flag } from '../../src/pages/receiving/head-view.ts'
import { inboxView } from '../../src/pages/receiving/inbox-view.ts'
import { meetView, sheetView } from '../../src/pages/receiving/meet-view.ts'
import { Ending } from '../../src/pages/receiving/shown-parts.ts'
import { steps as stepTable } from '../../src/pages/receiving/steps-of.ts'
import {
  busy,
  calm,
  due,
  ended,
  head,
  key,
  now,
  packet,
  plans,
  questions,
  said,
  sheet,
  steps,
  wrong,
} from './receiving-parts.ts'
import { sample } from './sample.ts'

const { words: _, ...wordless } = sheet
const names = Object.keys(stepTable)

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
const oneLine = (name: string): Field => ({ as: 'input', name })
const codes = (as: Field['as'], name: string, prefix: string, all: readonly string[]): Field => ({
  as,
  name,
  options: { codes: all, prefix },
})
const words = (name: string): Field => ({ as: 'textarea', name, options: { limit: 500 } })
const chosen = (name: string): Field => ({
  as: 'select',
  name,
  choices: [{ value: 'a', text: 'A' }],
})

/** Every form page with the fields that it has, by the name of its texts. */
const forms: [string, Field[]][] = [
  [
    'accept',
    [
      codes('checkboxes', 'accept_services', 'service.', ServiceCode.options),
      { ...oneLine('worker'), suggestions: ['Synthetic One'] },
      { ...oneLine('deputy'), suggestions: [] },
      oneLine('duty_phone'),
    ],
  ],
  [
    'decline',
    [
      codes('radios', 'decline_reason', 'receive.decline_reason.', DeclineReason.options),
      chosen('alternative'),
    ],
  ],
  [
    'ask',
    [
      codes('radios', 'question', 'receive.question.', QuestionCode.options),
      words('question_text'),
      codes('checkboxes', 'pauses_clock', 'receive.pauses_clock.', ['yes']),
      chosen('about_topic'),
      words('ask_because'),
    ],
  ],
  ['answer', [words('answer_text')]],
  [
    'tell',
    [
      chosen('told_topic'),
      codes('radios', 'told_form', 'receive.told_form.', TellingForm.options),
      codes('radios', 'told_asked', 'receive.told_asked.', ['yes', 'no']),
      words('told_because'),
      codes('radios', 'told_reusable', 'receive.told_reusable.', ['yes', 'no']),
    ],
  ],
  [
    'plan',
    [
      ...['', '_2', '_3'].flatMap((n, at): Field[] => [
        { ...oneLine(`travel_from${n}`), part: 'receive.plan.leg', partNumber: at + 1 },
        oneLine(`travel_to${n}`),
        codes('select', `travel_mode${n}`, 'receive.mode.', TravelMode.options),
        oneLine(`departs_at${n}`),
        oneLine(`due_at${n}`),
      ]),
      { ...oneLine('meeting_place'), part: 'receive.plan.meeting' },
    ],
  ],
  [
    'confirm-plan',
    [
      {
        ...codes('radios', 'risk_here', 'receive.risk.', RiskLevel.options),
        part: 'receive.plan.half',
      },
      words('risk_note'),
    ],
  ],
  ['here', [codes('radios', 'here_kind', 'receive.kind.', ['travelled_alone', 'already_there'])]],
  ['change', [codes('radios', 'travel_change', 'receive.travel_change.', TravelChange.options)]],
  ['lost', [codes('checkboxes', 'looked_for_her', 'receive.looked_for_her.', ['yes'])]],
  ['care', [codes('checkboxes', 'spoken_with_her', 'receive.spoken.', ['yes'])]],
  ['follow-up', [codes('radios', 'reached', 'receive.reached.', ['yes', 'no'])]],
  ['close', [codes('radios', 'outcome', 'receive.outcome.', Outcome.options)]],
  ['recall', []],
  ['pause', [codes('radios', 'paused_by', 'receive.paused_by.', ['her', 'us'])]],
  ['resume', [codes('checkboxes', 'on_her_word', 'receive.on_her_word.', ['yes'])]],
  [
    'withdraw',
    [
      codes('radios', 'taken_back', 'receive.taken_back.', ['all', 'some']),
      codes('checkboxes', 'taken_groups', 'receive.group.', Category.options),
    ],
  ],
  ['undo', [codes('checkboxes', 'with_her', 'receive.with_her.', ['yes'])]],
]
const legs = [1, 2, 3].map((count) => ({ href: '/x/plan', text: `receive.plan.legs_${count}` }))

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
        form: wrong('reference', 'invalid', 'no'),
      },
      status,
    ),
  ),
  sample(inboxView, { now, stage: 'ended', lines: [], form: showForm(key) }, 'empty'),
  sample(unopenedView, {
    head,
    form: showForm(key),
    urgency: 'emergency',
    due,
    standing: calm,
    step: { name: 'open', href: '/receiving/x/open' },
  }),
  sample(
    unopenedView,
    {
      head,
      form: showForm(key),
      urgency: 'normal',
      standing: busy,
      step: { name: 'open', why: 'role', who: ['the intake worker'] },
    },
    'for who may not open it',
  ),
  sample(summaryView, {
    head,
    now,
    due,
    urgency: 'normal',
    services: ['safe_housing', 'legal_aid'],
    arrivalWeek: '2026-W49',
    person: said,
    groups: ['identity', 'health'],
    questions,
    standing: calm,
    steps: steps(['accept', 'ask', 'decline']),
    others: steps(['pause', 'withdraw']),
  }),
  sample(handoverView, {
    head,
    now,
    standing: busy,
    packetIs: 'shown',
    packet,
    plans,
    steps: steps(names.filter((name) => name !== 'open')),
    others: steps(names.filter((name) => name !== 'open')),
    questions,
  }),
  sample(
    handoverView,
    {
      head,
      now,
      standing: { ...calm, pause: 'workers' },
      packetIs: 'shown',
      packet: {
        ...packet,
        doNotAsk: [],
        timesAsked: 0,
        contact: [],
        closed: [],
        askedAgain: [],
        storyStep: { name: 'story', why: 'training', who: ['a supervisor'] },
      },
      plans: [],
      steps: [],
      others: [],
      questions: [],
    },
    'with her story closed',
  ),
  ...(['awaited', 'for_others', 'closed', 'none'] as const).map((packetIs) =>
    sample(
      handoverView,
      { head, now, standing: calm, packetIs, plans: [], steps: [], others: [], questions: [] },
      `packet ${packetIs}`,
    ),
  ),
  ...ended.map((standing) =>
    sample(
      handoverView,
      {
        head: { ...head, status: 'ended', flags: [] },
        now,
        standing,
        packetIs: 'closed',
        plans: [],
        steps: [],
        others: [],
        questions: [],
      },
      `${standing.left?.how} ${standing.left?.what}`,
    ),
  ),
  sample(storyView, { head, items: said }),
  sample(storyView, { head, items: [] }, 'empty'),
  sample(meetView, {
    head,
    now,
    sheet,
    met: wrong('pin', 'required', '1234'),
    missed: showForm(key),
    card: wrong('card_code', 'another', 'K7QM'),
    mayCare: true,
    sheetHref: `${head.href}/sheet`,
  }),
  sample(
    meetView,
    {
      head,
      now,
      sheet: wordless,
      met: wrong('happened_at', 'in_the_future'),
      missed: wrong('searched', 'required'),
      card: showForm(key),
      mayCare: false,
      sheetHref: `${head.href}/sheet`,
    },
    'without words',
  ),
  sample(sheetView, { head, sheet }),
  sample(followUpsView, {
    head,
    now,
    steps: [
      { step: 'next_day', due: now, isLate: true, href: '/x/follow-ups/next_day' },
      { step: 'one_week', due, isLate: false, reached: false, note: 'Nobody answered.' },
    ],
  }),
  ...forms.map(([name, fields]) =>
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
  ...all('receive.travel_change.', TravelChange.options),
  ...all('receive.told_form.', TellingForm.options),
  ...all('receive.warm.', WarmHandover.options),
  ...all('receive.kind.', ArrivalKind.options),
  ...all('receive.flag.', Flag.options),
  ...all('receive.left.how.', Ending.options),
  ...names.filter((name) => name !== 'open').map((name) => `receive.step.${name}`),
]
