import type { Form } from '@causeway/page-kit'
import { Outcome } from '@causeway/schemas/codes'
import { Category } from '@causeway/schemas/record'
import type { Head, Said } from '../../src/pages/receiving/head-view.ts'
import type { Sheet } from '../../src/pages/receiving/meet-view.ts'
import {
  type Asked,
  Ending,
  type ShownPlan,
  type Standing,
  type Step,
} from '../../src/pages/receiving/shown-parts.ts'

/** What samples of the receiving side are made of. */

export const now = '2026-11-22T09:00:00.000Z'
export const due = '2026-11-24T09:00:00.000Z'
export const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'

export const head: Head = {
  reference: 'AbC3xY7q',
  href: '/receiving/AbC3xY7q',
  status: 'considered',
  from: 'Synthetic House',
  urgency: 'urgent',
  flags: ['alarm', 'restricted', 'recall', 'paused', 'question'],
}

export const questions: Asked[] = [
  { question: 'interpreter', text: '<b>Ask</b>', isOurs: true, at: now, topic: 'Health' },
  { question: 'documents', isOurs: false, at: now, answer: { at: due, text: 'Yes.' } },
  { question: 'funding', isOurs: false, at: now },
]

/** Every step, open and closed for each reason. */
export const steps = (names: readonly string[]): Step[] => [
  ...names.map((name) => ({ name, href: `/receiving/x/${name}` })),
  ...(['role', 'not_assigned', 'nobody_awaited', 'packet'] as const).map((why) => ({
    name: names[0] ?? 'ask',
    why,
    who: ['supervisor', 'duty worker'],
  })),
]

export const said: Said[] = [
  { name: 'Age', text: '27 to 29' },
  { name: 'Why', text: 'Liniște.', lang: 'ro', isForeign: true },
]

export const calm: Standing = { isRecallAsked: false, isSearched: false, takenBack: [] }

const takenBack = [true, false].flatMap((isOurs) =>
  [true, false].map((isAnswered) => ({
    at: now,
    undoUntil: due,
    isUndone: false,
    isOurs,
    isAnswered,
  })),
)

/** Everything at once that can hold a handover up. */
export const busy: Standing = {
  pause: 'hers',
  isRecallAsked: true,
  travelChange: 'delayed',
  isSearched: true,
  takenBack: [...takenBack, { ...takenBack[0], groups: ['health'], isUndone: true } as never],
  services: { taken: ['safe_housing'], left: ['legal_aid', 'job_search'] },
}

/** Each way in which it ends, and each thing that is left of it. */
export const ended: Standing[] = [
  ...Ending.options.map((how) => ({ ...calm, left: { how, what: 'closed' as const } })),
  { ...calm, left: { how: 'closed', what: 'kept', outcome: Outcome.options[0] } },
  { ...calm, left: { how: 'declined', what: 'planned', at: due } },
  { ...calm, left: { how: 'expired', what: 'destroyed', at: now } },
]

const half = {
  risk: 'medium' as const,
  note: 'Somebody waits at the station.',
  validUntil: due,
  onCall: [
    { first: 'Synthetic One', second: 'Synthetic Two', phone: '+40700123456' },
    { first: 'Synthetic One', second: 'Synthetic Two', phone: '+40700123456' },
  ],
}

export const plans: ShownPlan[] = (['both', 'us', 'them'] as const).map((signed, at) => ({
  signed,
  revision: at + 1,
  legs: [
    {
      from: 'London',
      to: 'Bucharest',
      mode: 'plane',
      departs: now,
      due,
      graceMinutes: 60,
      isEscorted: true,
    },
    {
      from: 'Bucharest',
      to: 'Iasi',
      mode: 'train',
      departs: now,
      due,
      graceMinutes: 0,
      isEscorted: false,
    },
  ],
  place: 'Gate 3',
  meeter: 'Ana',
  look: 'a green coat',
  firstNight: 'Synthetic house',
  ...(signed === 'them' ? {} : { ours: { ...half, onCall: half.onCall.slice(0, 1) } }),
  ...(signed === 'us' ? {} : { theirs: { ...half, warmHandover: 'done' as const } }),
}))

export const packet = {
  doNotAsk: [
    { topics: ['Name', 'Languages'], because: 'told' as const, timesAsked: 3, last: now },
    { topics: ['Health'], because: 'declined_to_say' as const, timesAsked: 0 },
  ],
  timesAsked: 3,
  askedAgain: [{ topic: 'Name', at: now, because: 'The paper was lost.' }],
  contact: said,
  groups: Category.options.map((category) => ({ category, items: said })),
  story: ['Her own account'],
  storyStep: { name: 'story', href: '/receiving/x/story' } as Step,
  closed: ['Health'],
}

export const sheet: Sheet = {
  place: 'Gate 3',
  meeter: 'Ana',
  look: 'a green coat',
  legs: [{ from: 'London', to: 'Iasi', mode: 'plane', departs: now, due }],
  lang: 'ro',
  words: ['unu', 'doi', 'trei'],
  phones: ['+40700123456', '+441700123456'],
  due,
}

export const wrong = (field: string, rule: string, value = ''): Form => ({
  key,
  values: { [field]: value },
  faults: [{ field, rule }],
})
