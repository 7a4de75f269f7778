import type { EventType } from '@causeway/schemas/record'
import type { ReferralState } from '../src/referral/index.ts'
import { accepted, cared, lost, met, missed, planned, travelling } from './stories.ts'

/**
 * Where a referral can be, and what leads on from there. Written from the life cycle as people
 * described it, not from the code: whatever is not listed leaves the status as it is.
 */
interface Situation {
  story: string[]
  status: ReferralState['status']
  meeting: ReferralState['meeting']
  /** Whether the clocks of the plan run. */
  watched: boolean
  disclosure: ReferralState['disclosure']
  /** By whom and what: the status that follows. */
  leads: Record<string, ReferralState['status']>
  /** Moves that are in place and leave the status as it is. */
  fits?: string[]
  /** What of the story was overtaken, which its author has to be told. */
  overtaken?: EventType[]
}

const untold = { meeting: 'none', watched: false, disclosure: 'open' } as const
const awaited = { meeting: 'open', watched: true, disclosure: 'open' } as const
const ended = { meeting: 'none', watched: false, disclosure: 'closed' } as const

const answers = { 'R accepted': 'accepted', 'R declined': 'declined' } as const
const ends = { 'S expired': 'expired', 'S recalled': 'recalled' } as const
const meets = { 'R arrived': 'arrived' } as const
const misses = { 'S missed': 'missed', 'R missed': 'missed' } as const
const loses = { 'S lost_contact': 'lost_contact', 'R lost_contact': 'lost_contact' } as const
const turnsBack = { 'S travel_changed': 'planned', 'R travel_changed': 'planned' } as const
const releases = { 'R acceptance_withdrawn': 'acceptance_withdrawn' } as const
const givesBack = { 'R recall_confirmed': 'recalled' } as const
const signs = ['S plan_signed', 'R plan_signed']

const beforeTravel = { ...releases, ...meets }
const onThePlan = { ...beforeTravel, 'S departed': 'in_transit', ...misses } as const

export const situations: Record<string, Situation> = {
  'before everything': { story: [], status: 'none', ...untold, leads: { 'S offered': 'offered' } },
  offered: {
    story: ['S offered'],
    status: 'offered',
    ...untold,
    leads: { 'R opened': 'under_review', ...answers, ...ends },
  },
  'under review': {
    story: ['S offered', 'R opened'],
    status: 'under_review',
    ...untold,
    leads: { ...answers, ...ends },
  },
  accepted: { story: accepted, status: 'accepted', ...untold, leads: beforeTravel, fits: signs },
  'accepted, asked for back': {
    story: [...accepted, 'S recall_requested'],
    status: 'accepted',
    ...untold,
    leads: { ...beforeTravel, ...givesBack },
    fits: signs,
  },
  planned: { story: planned, status: 'planned', ...awaited, leads: onThePlan, fits: signs },
  'planned, asked for back': {
    story: [...planned, 'S recall_requested'],
    status: 'planned',
    ...awaited,
    leads: { ...onThePlan, ...givesBack },
    fits: signs,
  },
  'planned, paused': {
    story: [...planned, 'R paused'],
    status: 'planned',
    ...awaited,
    leads: onThePlan,
    fits: signs,
  },
  'the journey does not take place as planned': {
    story: [...planned, 'R travel_changed'],
    status: 'planned',
    ...awaited,
    watched: false,
    leads: beforeTravel,
    fits: signs,
  },
  'she did not leave after all': {
    story: [...travelling, 'S travel_changed'],
    status: 'planned',
    ...awaited,
    watched: false,
    leads: beforeTravel,
    fits: signs,
  },
  'in transit': {
    story: travelling,
    status: 'in_transit',
    ...awaited,
    leads: { ...misses, ...meets, ...turnsBack },
    fits: signs,
  },
  /** Whoever calls a journey off that has begun hides nothing; once they know, they may say it. */
  'she left while the other side called the journey off': {
    story: [...planned, 'S departed & R travel_changed'],
    status: 'in_transit',
    ...awaited,
    leads: { ...misses, ...meets, ...turnsBack },
    fits: signs,
    overtaken: ['travel_changed'],
  },
  missed: {
    story: missed,
    status: 'missed',
    ...awaited,
    leads: { ...loses, ...meets, ...turnsBack },
    fits: signs,
  },
  'lost contact': {
    story: lost,
    status: 'lost_contact',
    ...awaited,
    leads: { ...meets, ...turnsBack, 'S closed': 'closed' },
    fits: signs,
  },
  arrived: {
    story: met,
    status: 'arrived',
    ...awaited,
    watched: false,
    leads: { 'R in_care': 'in_care', 'R closed': 'closed' },
  },
  'in care': {
    story: cared,
    status: 'in_care',
    ...untold,
    meeting: 'over',
    leads: { 'R closed': 'closed' },
  },
  declined: { story: ['S offered', 'R declined'], status: 'declined', ...ended, leads: {} },
  expired: { story: ['S offered', 'S expired'], status: 'expired', ...ended, leads: {} },
  recalled: { story: ['S offered', 'S recalled'], status: 'recalled', ...ended, leads: {} },
  /** Whoever once accepted and meets her all the same has met her. */
  'given back after acceptance': {
    story: [...accepted, 'S recall_requested', 'R recall_confirmed'],
    status: 'recalled',
    ...ended,
    leads: meets,
  },
  'acceptance withdrawn': {
    story: [...accepted, 'R acceptance_withdrawn'],
    status: 'acceptance_withdrawn',
    ...ended,
    leads: meets,
  },
  /** If she leaves all the same, she is on her way. */
  'given back after planning': {
    story: [...planned, 'S recall_requested', 'R recall_confirmed'],
    status: 'recalled',
    ...ended,
    meeting: 'over',
    leads: { ...meets, ...misses, 'S departed': 'in_transit' },
  },
  withdrawn: { story: ['S offered', 'S withdrawn'], status: 'withdrawn', ...ended, leads: {} },
  'withdrawn before she left': {
    story: [...planned, 'R withdrawn'],
    status: 'withdrawn',
    ...ended,
    meeting: 'over',
    leads: {},
  },
  'withdrawn on the way': {
    story: [...travelling, 'R withdrawn'],
    status: 'withdrawn',
    ...awaited,
    disclosure: 'closed',
    leads: {},
    fits: signs,
  },
  'withdrawn at the meeting': {
    story: [...met, 'R withdrawn'],
    status: 'withdrawn',
    ...ended,
    meeting: 'open',
    leads: {},
    fits: ['R closed'],
  },
  'another path after the meeting': {
    story: [...met, 'R closed'],
    status: 'closed',
    ...ended,
    meeting: 'over',
    leads: { 'R in_care': 'in_care' },
  },
  /** Whoever turns up after the search for her was closed is met. */
  'search closed': {
    story: [...lost, 'S closed'],
    status: 'closed',
    ...ended,
    meeting: 'open',
    leads: meets,
  },
  closed: { story: [...cared, 'R closed'], status: 'closed', ...ended, meeting: 'over', leads: {} },
}
