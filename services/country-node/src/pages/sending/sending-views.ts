import { defineView, type Form } from '@causeway/page-kit'
import type { AgeBand, ServiceCode } from '@causeway/schemas/codes'

import type { Standing } from '../page-status.ts'

/** A choice whose words are not in the texts. */
interface Choice {
  value: string
  text: string
}

/** A receiver to choose, or the line between those that are known and the others. */
export type ReceiverChoice = (Choice & { hint: { text: string } }) | { divider: string }

/** Where somebody is within the four pages. */
interface DraftPlace {
  /** Where its pages are. */
  href: string
  /** Where it was begun. */
  startHref: string
  isPractice: boolean
  /** Of four. */
  number: number
}

interface Waiting {
  href: string
  services: string[]
  /** To whom, once it is chosen. */
  to?: string
  savedAt: string
}

interface SentLine {
  href: string
  reference: string
  status: Standing
  to: string
  changedAt: string
}

export const listView = defineView<{
  form: Form
  now: string
  waiting: readonly Waiting[]
  sent: readonly SentLine[]
}>('sending/list')

export const returnView = defineView<{
  form: Form
  place: DraftPlace
  services: { often: readonly ServiceCode[]; seldom: readonly ServiceCode[]; isMoreTicked: boolean }
  /** Whether there are so many receivers that a country is asked for first. */
  mayNarrow: boolean
  countries: readonly Choice[]
  receivers: readonly ReceiverChoice[]
}>('sending/return')

/** A text as it is put to her. */
interface Notice {
  lang: string
  /** Its paragraphs. */
  parts: readonly string[]
}

/** What she is asked to agree to; in the language of its reader too, where that is another one. */
export interface PutToHer extends Notice {
  same?: Notice
}

export const personView = defineView<{
  form: Form
  place: DraftPlace
  notices: readonly Notice[]
  spoken: readonly Choice[]
  countries: readonly Choice[]
  ageBands: readonly AgeBand[]
}>('sending/person')

export const safetyView = defineView<{ form: Form; place: DraftPlace }>('sending/safety')

/** One line in the reader's language: a thing that goes and what it says, or why what stays does. */
interface Line {
  name: string
  says: string
}

export interface Shown {
  organisation: string
  before: readonly Line[]
  after: readonly Line[]
  stays: readonly Line[]
  notice: PutToHer
}

export const agreeView = defineView<{
  form: Form
  place: DraftPlace
  /** First, the least that the services cannot do without; after a line, the rest. */
  choices: readonly (Choice | { divider: string })[]
  /** There once something has been chosen. */
  shown?: Shown | undefined
  paperHref: string
}>('sending/agree')

export const paperView = defineView<{ shown: Shown; backHref: string }>('sending/paper')

export const sendView = defineView<{
  form: Form
  href: string
  /** Where it was begun. */
  startHref: string
  organisation: string
  answer: 'given' | 'refused'
  urgency: string
  isBegun: boolean
}>('sending/send')
