import { showForm } from '@causeway/page-kit'
import { ageingBars } from '@causeway/page-kit/pictures'
import {
  ArrivalKind,
  DeclineReason,
  FollowUpStep,
  Outcome,
  Purpose,
  TellingForm,
  TravelChange,
  WarmHandover,
} from '@causeway/schemas/codes'
import { type Flag, PageStatus } from '../../src/pages/page-status.ts'
import { evidenceView } from '../../src/pages/receiving/evidence-view.ts'
import { followUpsView } from '../../src/pages/receiving/follow-ups-view.ts'
import {
  handoverView,
  storyView,
  summaryView,
  unopenedView,
} from '../../src/pages/receiving/handover-view.ts'
import { inboxView } from '../../src/pages/receiving/inbox-view.ts'
import { meetView, sheetView } from '../../src/pages/receiving/meet-view.ts'
import { Ending } from '../../src/pages/receiving/shown-parts.ts'
import { steps as stepTable } from '../../src/pages/receiving/steps-of.ts'
import { all } from './code-texts.ts'
import { receivingFormSamples } from './receiving-form-samples.ts'
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
const statuses = PageStatus.options.filter((status) => status !== 'preparing')
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
  sample(evidenceView, {
    head,
    fileHref: `${head.href}/evidence.json`,
    counts: { events: 3, receipts: 9, proofs: 2 },
  }),
  ...receivingFormSamples,
]

/** Codes of which every one must have its words. */
export const receivingTexts = [
  ...all('receive.purpose.', Purpose.options),
  ...all('receive.decline_reason.', DeclineReason.options),
  ...all('receive.outcome.', Outcome.options),
  ...all('receive.follow_up.', FollowUpStep.options),
  ...all('receive.travel_change.', TravelChange.options),
  ...all('receive.told_form.', TellingForm.options),
  ...all('receive.warm.', WarmHandover.options),
  ...all('receive.kind.', ArrivalKind.options),
  ...all('receive.left.how.', Ending.options),
  ...names.filter((name) => name !== 'open').map((name) => `receive.step.${name}`),
]
