import { handoverHref } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import { type Handover, isEnded } from './handover.ts'

/** What is waited for, by whom and by when: the texts are `send.then.<code>`. */
export interface Next {
  code: (typeof nextCodes)[number]
  /** RFC 3339. */
  by?: string | undefined
  /** The page on which whoever reads this goes on. */
  page?: 'plan' | 'depart' | 'propose' | undefined
}

export const nextCodes = [
  'stopped',
  'paused',
  'recall',
  'answer',
  'first_plan',
  'our_plan',
  'their_plan',
  'new_plan',
  'leaving',
  'next_leg',
  'arrival',
  'missed',
  'lost',
  'care',
  'follow_up',
  'still_met',
] as const

/** The first that holds is what happens next. */
const table: readonly [Next['code'], (it: Handover) => boolean, Next['page']?][] = [
  ['stopped', ({ view }) => view.restrictions.some((it) => !it.is_undone && !it.groups)],
  ['paused', ({ view }) => view.is_paused],
  ['recall', ({ view }) => view.is_recall_requested],
  ['answer', ({ view }) => view.status === 'offered' || view.status === 'under_review'],
  ['follow_up', ({ view }) => view.position === 'in_care'],
  ['care', ({ view }) => view.position === 'arrived'],
  ['our_plan', ({ waitsFor }) => waitsFor === 'us', 'plan'],
  ['their_plan', ({ waitsFor }) => waitsFor === 'them'],
  ['missed', ({ view }) => view.position === 'missed'],
  ['lost', ({ view }) => view.position === 'lost_contact'],
  ['first_plan', ({ view }) => view.plan.revision === 0],
  ['new_plan', ({ legs }) => legs === 0, 'propose'],
  ['leaving', ({ departures }) => departures === 0, 'depart'],
  ['next_leg', ({ departures, legs }) => departures < legs, 'depart'],
  ['arrival', () => true],
]

/** Only what is really watched has its time. */
const timed: readonly Next['code'][] = ['leaving', 'next_leg', 'arrival', 'follow_up', 'still_met']

/** Once it is over nothing, but that somebody who is on her way is still met. */
export function whatNext(it: Handover): Next | undefined {
  const isStillMet = isEnded(it) && it.view.meeting === 'open'
  const row = isEnded(it) ? undefined : table.find(([, holds]) => holds(it))
  if (!row && !isStillMet) return undefined
  const [code, , page] = row ?? ['still_met' as const]
  const { answer_by, next_due } = it.view
  const answerBy = code === 'answer' && answer_by !== undefined ? momentOf(answer_by) : undefined
  return { code, by: timed.includes(code) ? next_due?.at : answerBy, page }
}

export const hrefOfNext = ({ view }: Handover, { page }: Next): string | undefined =>
  page && `${handoverHref('sender', view.id)}/${page}`
