import { careBegins, careEnds } from './steps/care.ts'
import { meet, travel, unhurried } from './steps/journey.ts'
import { found, missing } from './steps/missing.ts'
import { acceptance, decline, offering } from './steps/offering.ts'
import { onward } from './steps/onward.ts'
import { agree, recordPerson } from './steps/telling.ts'
import { askAgain, oneMoreItem } from './steps/told.ts'
import { meetingStands, packetIsClosed, withdraw } from './steps/withdrawing.ts'
import type { Step } from './story.ts'

/** What is told, and how it must end on both sides. */
interface StoryPlot {
  steps: readonly Step[]
  /** Status at both nodes at the end. */
  ends: string
  /** How often the person was asked about one thing, at most. */
  timesAsked: number
}

const told = [recordPerson, agree, ...offering]
const accepted = [...told, ...acceptance]
const travelling = [...accepted, ...travel(unhurried)]
const inCare = [...travelling, meet('arrived'), ...careBegins]

/** Seconds, not hours, for what is to be missed; grace is compressed by the node. */
const hurried = { departs: 1, due: 3, grace_minutes: 30 }

/** Every story the demonstration can tell. */
export const stories = {
  'common-return': { steps: [...inCare, ...careEnds], ends: 'closed', timesAsked: 1 },
  decline: { steps: [...told, decline], ends: 'declined', timesAsked: 1 },
  'withdrawal-after-acceptance': {
    steps: [...accepted, withdraw, packetIsClosed],
    ends: 'withdrawn',
    timesAsked: 1,
  },
  'withdrawal-in-transit': {
    steps: [...travelling, withdraw, packetIsClosed, meetingStands, meet('withdrawn')],
    ends: 'withdrawn',
    timesAsked: 1,
  },
  'one-more-item': { steps: [...accepted, oneMoreItem], ends: 'accepted', timesAsked: 1 },
  'asked-again': { steps: [...inCare, askAgain, ...careEnds], ends: 'closed', timesAsked: 2 },
  'missed-arrival': {
    steps: [
      ...accepted,
      ...travel(hurried),
      ...missing,
      meet('arrived'),
      ...found,
      ...careBegins,
      ...careEnds,
    ],
    ends: 'closed',
    timesAsked: 1,
  },
  'onward-to-third-country': { steps: [...inCare, ...onward], ends: 'in_care', timesAsked: 1 },
} as const satisfies Record<string, StoryPlot>

export type StoryName = keyof typeof stories
export const storyNames = Object.keys(stories) as StoryName[]
