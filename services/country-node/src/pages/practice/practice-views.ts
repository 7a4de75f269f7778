import { defineView, type Form } from '@causeway/page-kit'
import type { Picture } from '@causeway/page-kit/pictures'
import type { ServiceCode } from '@causeway/schemas/codes'
import type { Standing } from '../page-status.ts'
import type { StageName } from './stages.ts'

/** Where practice begins: what this role does in earnest, and no more. */
export const startView = defineView<{
  form: Form
  may: { sending: boolean; receiving: boolean }
  /** A practice that was begun and not ended. */
  openHref?: string | undefined
}>('practice/start')

/** What follows after sending: who does what, and what its page asks. */
export const nextView = defineView<{
  form: Form
  stage: StageName
  reference: string
  to: string
  standing: Standing
  /** Whether it is for whoever practises, or for the other side. */
  isOurs: boolean
  /** Only right after sending: how long an answer takes. */
  expect?: string | undefined
  /** The questions of the real page, by their fields. */
  asks: readonly string[]
  picture: Picture
  nextHref?: string | undefined
  endHref: string
}>('practice/next')

/** After a no: nothing goes, in practice as in earnest. */
export const noView = defineView<{ form: Form; endHref: string }>('practice/no')

/** The one line of the inbox in practice. */
export const practiceInboxView = defineView<{
  href: string
  due: string
  services: readonly ServiceCode[]
  arrivalWeek: string
}>('practice/inbox')

/** Nothing more follows. */
export const answeredView = defineView<{ how: 'over' | 'missed' }>('practice/answered')
