import { type EventType, eventData } from '@causeway/schemas/record'
import { describe, expect, test } from 'vitest'
import { tell, twoNodes } from '../../test/two-nodes.ts'
import { type ReferralStatus, statuses, transitions } from './transitions.ts'

const accepted = ['S offered', 'R opened', 'R accepted']
const planned = [...accepted, 'S plan_signed', 'R plan_signed']
const travelling = [...planned, 'S departed']
const arrived = [...travelling, 'R arrived']

/** One story that leads to each status. */
const stories: Record<ReferralStatus, string[]> = {
  none: [],
  offered: ['S offered'],
  under_review: ['S offered', 'R opened'],
  accepted,
  planned,
  in_transit: travelling,
  missed: [...travelling, 'S missed'],
  lost_contact: [...travelling, 'S missed', 'S lost_contact'],
  arrived,
  in_care: [...arrived, 'R in_care'],
  declined: ['S offered', 'R declined'],
  expired: ['S offered', 'S expired'],
  recalled: ['S offered', 'S recalled'],
  acceptance_withdrawn: [...accepted, 'R acceptance_withdrawn'],
  withdrawn: ['S offered', 'S withdrawn'],
  closed: [...arrived, 'R in_care', 'R closed'],
}

/**
 * Written from the life cycle as people described it, not from the code: what leads from where to
 * where, by which side. What is not listed here leaves the status as it is.
 */
const expected: Partial<Record<ReferralStatus, Record<string, ReferralStatus>>> = {
  none: { 'S offered': 'offered' },
  offered: {
    'R opened': 'under_review',
    'R accepted': 'accepted',
    'R declined': 'declined',
    'S expired': 'expired',
    'S recalled': 'recalled',
  },
  under_review: {
    'R accepted': 'accepted',
    'R declined': 'declined',
    'S expired': 'expired',
    'S recalled': 'recalled',
  },
  accepted: {
    'R acceptance_withdrawn': 'acceptance_withdrawn',
    'S recalled': 'recalled',
    'R arrived': 'arrived',
  },
  planned: {
    'R acceptance_withdrawn': 'acceptance_withdrawn',
    'S recalled': 'recalled',
    'S departed': 'in_transit',
    'S missed': 'missed',
    'R missed': 'missed',
    'R arrived': 'arrived',
  },
  in_transit: { 'S missed': 'missed', 'R missed': 'missed', 'R arrived': 'arrived' },
  missed: {
    'S lost_contact': 'lost_contact',
    'R lost_contact': 'lost_contact',
    'R arrived': 'arrived',
  },
  lost_contact: { 'R arrived': 'arrived', 'S closed': 'closed' },
  arrived: { 'R in_care': 'in_care', 'R closed': 'closed' },
  in_care: { 'R closed': 'closed' },
  /** Whoever once accepted and meets her all the same has met her. */
  acceptance_withdrawn: { 'R arrived': 'arrived' },
}

/** A withdrawal counts wherever in_care has not been reached. */
const withdraws = (status: ReferralStatus) => status !== 'in_care' && status !== 'closed'

const cases = statuses.flatMap((status) =>
  (['S', 'R'] as const).flatMap((who) =>
    (Object.keys(eventData) as EventType[]).map((type) => ({ status, who, type })),
  ),
)

describe('every event in every status', () => {
  test.each(cases)('$status: $who $type', ({ status, who, type }) => {
    const network = tell(twoNodes(), stories[status])
    expect(network.state().status).toBe(status)
    const event = network.make(who === 'S' ? 'sender' : 'receiver', type)
    const state = network.state()
    const after = expected[status]?.[`${who} ${type}`] ?? status
    if (type === 'withdrawn' && isParty(status, who) && withdraws(status)) {
      expect(state).toMatchObject({ status: 'withdrawn', disclosure: 'closed' })
      return
    }
    expect(state.status).toBe(after)
    if (!isParty(status, who) || status === 'withdrawn' || type === 'plan_signed') return
    const isMove = transitions[type].kind === 'move'
    expect(state.superseded).toEqual(isMove && after === status ? [event.identity] : [])
  })
})

/** Before anything is offered there is no receiver, whatever a node writes. */
const isParty = (status: ReferralStatus, who: 'S' | 'R') => status !== 'none' || who === 'S'
