import { defineView, type Form } from '@causeway/page-kit'
import type { AlarmKind, AlarmOutcome, AlarmRole } from '@causeway/schemas/api'

/** Somebody on the ladder: told then, or to be told then if nobody takes it on. */
interface Rung {
  role: AlarmRole
  at: string
  isTold: boolean
}

/** An alarm as every page shows it; nothing in it says who she is. */
export interface AlarmLine {
  href: string
  reference: string
  kind: AlarmKind
  status: 'open' | 'acknowledged' | 'ended'
  since: string
  /** Of her journey, from 1. */
  leg?: number
  /** The organisation, for who sees those of several. */
  org?: string
  /** Who is told next if nobody takes it on. */
  next?: Rung
  outcome?: AlarmOutcome | 'over'
}

export const alarmsView = defineView<{
  now: string
  open: readonly AlarmLine[]
  ended: readonly AlarmLine[]
  olderHref?: string
}>('alarms/alarms')

interface Alarm extends AlarmLine {
  ladder: readonly Rung[]
  /** Who took it on, as a role, and when. */
  taken?: { role: string; at: string }
  endedAt?: string
}

export const alarmView = defineView<{
  now: string
  alarm: Alarm
  /** Absent for who reads no handovers. */
  handoverHref?: string
  /** To take it on; absent when there is nothing to take on any more. */
  take?: Form
  /** To say what came of it; absent for who cannot know. */
  form?: Form
  outcomes: readonly AlarmOutcome[]
}>('alarms/alarm')
export type AlarmModel = Parameters<(typeof alarmView)['take']>[0]
