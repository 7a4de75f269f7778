import type { Action } from '../../staff/permissions.ts'
import { type Handover, isAccepted, isBeforeMeeting, isEnded } from './handover.ts'
import type { Against } from './sent-act.ts'

interface Place {
  action: Action
  against(it: Handover): Against
}

/** All that was sent is stopped, by her word. */
const isStopped = ({ view }: Handover): boolean =>
  view.restrictions.some(({ is_undone, groups }) => !is_undone && !groups)

/** Something more may go to who has accepted her, while nothing stands against it. */
function moreMayGo(it: Handover): Against {
  if (isEnded(it)) return 'hidden'
  if (!isAccepted(it)) return 'not_accepted'
  if (isStopped(it)) return 'restricted'
  return it.view.is_paused ? 'paused' : undefined
}

/** Pages of a handover that was sent, in the order in which they are offered. */
export const sentPlaces = {
  plan: {
    action: 'plan.read',
    against: (it) => {
      if (it.view.plan.is_open || it.view.plan.revision > 0) return undefined
      return isBeforeMeeting(it) ? 'no_plan' : 'hidden'
    },
  },
  propose: {
    action: 'plan.sign',
    against: (it) => {
      if (!isBeforeMeeting(it) || it.waitsFor === 'us') return 'hidden'
      return it.view.is_paused ? 'paused' : undefined
    },
  },
  card: {
    action: 'referral.card',
    against: (it) => {
      if (it.view.plan.revision > 0 && it.view.meeting === 'open') return undefined
      return isBeforeMeeting(it) ? 'no_plan' : 'hidden'
    },
  },
  questions: {
    action: 'question.read',
    against: (it) => (isStopped(it) ? 'restricted' : undefined),
  },
  more: { action: 'referral.disclose', against: moreMayGo },
  correct: { action: 'referral.disclose', against: moreMayGo },
  stops: {
    action: 'withdrawal.read',
    against: ({ view }) => (view.restrictions.length > 0 ? undefined : 'hidden'),
  },
  window: { action: 'window.open', against: () => undefined },
  papers: { action: 'agreement.receipt', against: () => undefined },
  evidence: { action: 'referral.evidence', against: () => undefined },
} as const satisfies Record<string, Place>

export type SentPlaceName = keyof typeof sentPlaces
export const placeNames = Object.keys(sentPlaces) as SentPlaceName[]
