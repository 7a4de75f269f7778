import type { Purpose } from '@causeway/schemas/codes'
import type { Category, Receiver } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Standing } from '../pages/page-status.ts'

/** Another organisation with which something of hers stands. */
export interface Handover {
  id: RandomId
  to: Receiver
  stands: Standing['word']
  /** It goes on, so that it can be paused. */
  isRunning: boolean
  /** A stop ends it: she is not in their care yet. */
  endsByStop: boolean
  pausedBy: readonly ('her' | 'them')[]
  /** They, or we, have asked something that waits for an answer. */
  isAsked: boolean
}

/** One group of what she agreed to; `gid` names it to her forms. */
interface AgreedGroup {
  gid: RandomId
  group: Category
  isStopped: boolean
}

export interface Stop {
  /** `undefined`: everything. */
  groups: readonly Category[] | undefined
  at: string
  /** Until when it can be taken back, with a worker. */
  until: string
  /** Whoever has to hold to it, and whether they have said that they do. */
  recipients: readonly { to: Receiver; hasAnswered: boolean }[]
}

/** All that her window shows: kinds, organisations, times; no value of hers and no word of anybody. */
export interface WindowModel {
  handovers: readonly Handover[]
  /** Newest first. */
  went: readonly { to: Receiver; purpose: Purpose; at: string; groups: readonly Category[] }[]
  agreed: readonly {
    to: Receiver
    purpose: Purpose
    until: string
    isOver: boolean
    /** Of the wording that was put to her, ISO 639-2/T. */
    language: string
    groups: readonly AgreedGroup[]
  }[]
  refused: readonly { to: Receiver; at: string; groups: readonly Category[] }[]
  /** Newest first. */
  stops: readonly Stop[]
}

export const mayPause = ({ isRunning, pausedBy }: Handover): boolean =>
  isRunning && !pausedBy.includes('her')

export const mayResume = ({ isRunning, pausedBy }: Handover): boolean =>
  isRunning && pausedBy.includes('her')

export const isAllStopped = ({ stops }: Pick<WindowModel, 'stops'>): boolean =>
  stops.some(({ groups }) => groups === undefined)

/** Something went, or may go, and has not been stopped. */
export const mayStopAll = (model: WindowModel): boolean =>
  !isAllStopped(model) && (model.handovers.length > 0 || model.agreed.length > 0)
