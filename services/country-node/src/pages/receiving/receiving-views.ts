import { defineView, type Form } from '@causeway/page-kit'
import type { MeetingSheet } from '@causeway/schemas/api'
import type { Head, Said } from './head-view.ts'

/** One thing that may be done next; without `href` it is not for this role. */
export interface Step {
  name: string
  href?: string
}

/** The offer before somebody has opened it. */
export const unopenedView = defineView<{
  head: Head
  form: Form
  urgency: string
  due?: string
}>('receiving/unopened')

interface Exchange {
  question: string
  text?: string
  isOurs: boolean
  at: string
  answer?: { text?: string; at: string }
}

/** All that is known of her before an acceptance, and no more. */
export const summaryView = defineView<{
  head: Head
  due?: string
  urgency: string
  services: readonly string[]
  arrivalWeek?: string
  person: readonly Said[]
  groups: readonly string[]
  questions: readonly Exchange[]
  steps: readonly Step[]
}>('receiving/summary')

interface Told {
  topic: string
  because: 'told' | 'declined_to_say'
  timesAsked: number
}

interface Received {
  doNotAsk: readonly Told[]
  timesAsked: number
  contact: readonly Said[]
  groups: readonly { category: string; items: readonly Said[] }[]
  /** What her story holds, which stays closed on this page. */
  story: readonly string[]
  storyHref: string
}

/** After acceptance. `packet` is there for who looks after her, once it has come. */
export const handoverView = defineView<{
  head: Head
  now: string
  isWaitingForPacket: boolean
  isPlanProposed: boolean
  packet?: Received
  steps: readonly Step[]
  questions: readonly Exchange[]
}>('receiving/handover')

export const storyView = defineView<{ head: Head; items: readonly Said[] }>('receiving/story')

/** For a telephone, out of doors: where, what to say, and then one of two answers. */
export const meetView = defineView<{
  head: Head
  sheet: MeetingSheet
  /** BCP 47, of the words. */
  lang: string
  due: string
  met: Form
  missed: Form
  card: Form
  /** Whether who reads it may say that she is in care. */
  mayCare: boolean
}>('receiving/meet')

export const followUpsView = defineView<{
  head: Head
  now: string
  steps: readonly {
    step: string
    due: string
    isLate: boolean
    href?: string
    reached?: boolean
    note?: string
  }[]
}>('receiving/follow-ups')

/** One field of a form page, by the macro that shows it. */
export interface Field {
  as: 'input' | 'textarea' | 'radios' | 'checkboxes' | 'select'
  name: string
  options?: {
    type?: string
    inputmode?: string
    limit?: number
    codes?: readonly string[]
    prefix?: string
    classes?: string
  }
  /** For a select: choices that have names of their own. */
  choices?: readonly { value: string; text: string }[]
}

/** A page with one form; its words are `receive.<name>.title`, `.intro` and `.send`. */
export const formView = defineView<{
  head: Head
  name: string
  form: Form
  fields: readonly Field[]
}>('receiving/form')
