import { defineView, type Form } from '@causeway/page-kit'
import type { Picture, Svg } from '@causeway/page-kit/pictures'
import type { Card, PlanRevision, Thread } from '@causeway/schemas/api'
import type { DeclineReason } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import type { FormField } from '../form-field.ts'
import type { Flag, Standing } from '../page-status.ts'
import type { WhyNot } from '../why-not.ts'
import type { CardWords } from './card-words.ts'
import type { ItemAsking } from './item-asking.ts'
import type { PutToHer } from './sending-views.ts'
import type { SentActName } from './sent-acts.ts'
import type { SentPlaceName } from './sent-places.ts'
import type { Stop } from './show-stops.ts'
import type { Next } from './what-next.ts'

/** What a page of one handover says above all. */
export interface SentHead {
  reference: string
  to: string
  href: string
}

/** A choice whose words are not in the texts. */
interface Choice {
  value: string
  text: string
}

/** What can be done, or why it can not and who could. */
export interface Doable<Name> {
  name: Name
  why?: WhyNot | undefined
  /** Who may do it instead, in words. */
  roles?: readonly string[]
}

export const sentView = defineView<{
  head: SentHead
  standing: Standing
  flags: readonly Flag[]
  lead: 'sender' | 'receiver'
  /** They can not receive her, or not after all. */
  declined?: { reason: DeclineReason; instead?: string | undefined } | undefined
  next?: (Next & { href?: string | undefined }) | undefined
  /** How long an answer takes, until it is known by when. */
  expect?: string | undefined
  /** Who receives her. */
  worker?: { first: string; second: string } | undefined
  /** Of what was asked for, what they can not do; by its names. */
  notAccepted: readonly string[]
  stops: readonly Stop[]
  picture: Picture
  acts: readonly Doable<SentActName>[]
  places: readonly Doable<SentPlaceName>[]
}>('sending/sent')

export const actView = defineView<{
  head: SentHead
  form: Form
  act: SentActName
  fields: readonly FormField[]
  /** Which part of the way it is about, where there are several. */
  leg?: { number: string; of: string } | undefined
}>('sending/act')

export const planView = defineView<{
  head: SentHead
  form: Form
  plan: PlanRevision['plan']
  /** When each leg departs and is due. */
  times: readonly { departs: string; due: string }[]
  /** Who has signed it. */
  signed: { us: boolean; them: boolean }
  /** Our own assessment on the day she told it, with a plan that we had signed before. */
  fields: readonly FormField[]
  /** There while our signature is waited for. */
  hash?: string | undefined
}>('sending/plan')

export const proposeView = defineView<{
  head: SentHead
  form: Form
  legs: readonly (readonly FormField[])[]
  /** How many of them hold something. */
  open: number
  meeting: readonly FormField[]
  half: readonly FormField[]
}>('sending/propose')

export const cardView = defineView<{
  head: SentHead
  card: Card
  at: string
  /** Of the card: hers. The page around it is in its reader's. */
  lang: string
  says: CardWords
  code: Svg
}>('sending/card')

/** What she has told, so that nobody asks again. */
export interface Told {
  name: string
  /** How often she was asked about it. */
  times: number
  /** She does not want to speak of it. */
  isNo: boolean
}

export const questionsView = defineView<{
  head: SentHead
  /** Of the two forms, the one that was sent last. */
  form: Form
  questions: readonly (Thread['questions'][number] & { about?: string | undefined })[]
  /** The first of theirs that waits for an answer. */
  next?: RandomId | undefined
  answer: Form
  ask: Form
  fields: readonly FormField[]
  told: readonly Told[]
}>('sending/questions')

/** One line of what goes or stays. */
interface Line {
  name: string
  says: string
}

export const moreView = defineView<{
  head: SentHead
  form: Form
  /** She has said yes to these, and they have not gone. */
  agreed: readonly Choice[]
  /** She has to be asked first. */
  toAsk: readonly (Choice & { hint: { text: string } })[]
  stays: readonly Line[]
}>('sending/more')

export const moreAskView = defineView<{
  head: SentHead
  form: Form
  organisation: string
  see: readonly Line[]
  stays: readonly Line[]
  notice: PutToHer
  /** Whether she has to be asked, or has said yes before. */
  isAsked: boolean
  fields: readonly FormField[]
}>('sending/more-ask')

interface Link {
  text: string
  href: string
}

export const correctView = defineView<{
  head: SentHead
  /** What they hold. */
  sent: readonly Link[]
  /** What can be written down as well. */
  others: readonly Link[]
}>('sending/correct')

export const correctItemView = defineView<{
  head: SentHead
  form: Form
  href: string
  name: string
  /** What it says now, if it says anything. */
  was?: string | undefined
  /** They hold it: the correction goes to them. */
  isSent: boolean
  item: ItemAsking
}>('sending/correct-item')

export const stopsView = defineView<{
  head: SentHead
  stops: readonly {
    name: string
    receivers: readonly { name: string; state: 'answered' | 'silent' | 'untold' }[]
  }[]
}>('sending/stops')

export const evidenceView = defineView<{
  head: SentHead
  fileHref: string
  counts: { events: number; receipts: number; proofs: number }
}>('sending/evidence')

export const discardView = defineView<{ form: Form; href: string; to?: string | undefined }>(
  'sending/discard',
)
