import { defineView, type Form } from '@causeway/page-kit'
import type { Picture } from '@causeway/page-kit/pictures'
import type { Card, PlanRevision, Thread } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import type { SentActName } from './sent-acts.ts'
import type { Standing } from './standing.ts'

/** What a page of one handover says above all. */
interface SentHead {
  reference: string
  to: string
  href: string
}

export const sentView = defineView<{
  head: SentHead
  standing: Standing
  flags: readonly string[]
  /** By when they answer, once it is known; or how long that takes. */
  answerBy?: string | undefined
  expect?: string | undefined
  /** Who receives her. */
  worker?: { first: string; second: string } | undefined
  picture: Picture
  acts: readonly SentActName[]
  links: readonly ('plan' | 'card' | 'questions')[]
}>('sending/sent')

export const actView = defineView<{
  head: SentHead
  form: Form
  act: SentActName
  /** Fields that are answered with yes or no. */
  questions: readonly string[]
}>('sending/act')

export const planView = defineView<{
  head: SentHead
  form: Form
  plan: PlanRevision['plan']
  /** When each leg departs and is due. */
  times: readonly { departs: string; due: string }[]
  /** There while our signature is waited for. */
  hash?: string | undefined
}>('sending/plan')

export const cardView = defineView<{ head: SentHead; card: Card; at: string }>('sending/card')

export const questionsView = defineView<{
  head: SentHead
  form: Form
  questions: Thread['questions']
  /** The first of theirs that waits for an answer. */
  next?: RandomId | undefined
}>('sending/questions')
