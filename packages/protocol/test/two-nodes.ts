import {
  type Category,
  type EventType,
  type eventData,
  ReferralEvent,
  type Watch,
} from '@causeway/schemas/record'
import type { Digest, Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import type { z } from 'zod'
import type { Side } from '../src/chain/count-events.ts'
import { type ChainedEvent, countEvents, nextLink } from '../src/chain/index.ts'
import { otherSide } from '../src/referral/causality.ts'
import { fold } from '../src/referral/index.ts'

export const nodes: Record<Side, NodeId> = { sender: 'gb' as NodeId, receiver: 'ro' as NodeId }

const randomId = (count: number) => String(count).padStart(21, '0').concat('A') as RandomId
export const digest = (count: number) => String(count).padStart(42, '0').concat('A') as Digest

/** What an event says besides its type, where a test wants something particular. */
export interface Saying {
  plan?: number
  text?: number
  /** The times of a plan; another number is another watch. */
  watch?: number
  pause?: RandomId
  withdrawal?: RandomId
  question?: RandomId
  groups?: Category[]
  pauses_clock?: boolean
  statutory?: boolean
}

const nobody = randomId(0)
const happened = { when: 1_800_000_000, phoned_in: false }

/** What arms the watch of a made-up plan. */
export const watchAt = (hour: number): Watch => {
  const departs_by = 1_800_000_000 + hour * 3600
  return [{ departs_by, arrives_by: departs_by + 7200 }]
}

function dataOf(type: EventType, saying: Saying) {
  const { plan = 1, text = 7, watch = 7, pause = nobody, groups } = saying
  const { withdrawal = nobody, question = nobody, pauses_clock = false, statutory = false } = saying
  const data: { [Type in EventType]: z.input<(typeof eventData)[Type]> } = {
    offered: {
      from_org: randomId(1),
      to: { node: nodes.receiver, org: randomId(2) },
      purpose: 'return',
      urgency: 'normal',
      body: digest(1),
    },
    opened: {},
    accepted: { services: ['safe_housing'], not_accepted: [], body: digest(2) },
    declined: { reason: 'no_capacity' },
    disclosed: { tier: 't2', body: digest(3) },
    expired: {},
    acceptance_withdrawn: { reason: 'other' },
    recalled: {},
    recall_requested: {},
    recall_confirmed: {},
    plan_signed: { plan, hash: digest(text), watch: watchAt(watch), body: digest(4) },
    travel_changed: { plan, reason: 'delayed' },
    departed: { plan, ...happened },
    missed: { plan, leg: 1 },
    lost_contact: { plan },
    arrived: { kind: 'by_plan', words: 'matched', ...happened },
    in_care: { ...happened, feedback: 'outcome' },
    custody_passed: { superseded: digest(5), by: digest(6), body: digest(7) },
    paused: { by_her: true },
    resumed: { pause },
    withdrawn: {},
    consent_withdrawn: groups ? { groups } : {},
    restricted: { withdrawal },
    withdrawal_undone: { withdrawal },
    asked: { question: 'arrival_date', pauses_clock },
    answered: { question, body: digest(8) },
    asked_again: { statutory, body: digest(9) },
    closed: {},
  }
  return data[type]
}

/** An event of a chain with a made-up identity: what `verifyEvent` returns, without the signing. */
export function syntheticEvent(
  type: EventType,
  link: { node: NodeId; n: number; prev: Identity | null; seen: ChainedEvent['seen'] },
  serial: number,
  saying: Saying = {},
): ChainedEvent {
  return {
    eid: randomId(serial),
    referral: randomId(9),
    ...link,
    type,
    at: 1_800_000_000 + serial,
    actor: { org: randomId(1), role: 'case_worker', pseudonym: randomId(3) },
    data: dataOf(type, saying),
    identity: digest(1000 + serial),
  } as ChainedEvent
}

/** Checks that made-up events are what the schema allows. */
export function parseSynthetic({ identity, ...event }: ChainedEvent): ChainedEvent {
  return { ...ReferralEvent.parse(event), identity }
}

/**
 * Two nodes that write events by what each of them has received so far. Nothing arrives until it is
 * delivered; delivery may leave gaps, so that later events arrive first.
 */
export function twoNodes() {
  const made: Record<Side, ChainedEvent[]> = { sender: [], receiver: [] }
  const received: Record<Side, Set<ChainedEvent>> = { sender: new Set(), receiver: new Set() }
  let serial = 0

  /** Everything a side holds: its own events and what was delivered to it. */
  const heldBy = (side: Side) => [...made[side], ...received[side]]

  /** What a side would write next, by what it holds. */
  const draft = (side: Side, type: EventType, saying: Saying = {}): ChainedEvent => {
    const link = nextLink(countEvents(heldBy(side)).events, nodes[side])
    serial += 1
    return syntheticEvent(type, { node: nodes[side], ...link }, serial, saying)
  }

  return {
    heldBy,
    all: () => [...made.sender, ...made.receiver],
    chainOf: (side: Side): readonly ChainedEvent[] => made[side],
    viewOf: (side: Side) => fold(heldBy(side), nodes.sender),
    state: () => fold([...made.sender, ...made.receiver], nodes.sender),
    draft,
    make(side: Side, type: EventType, saying: Saying = {}): ChainedEvent {
      const event = draft(side, type, saying)
      made[side].push(event)
      return event
    },
    /** Delivers one event of the other side that has not arrived; `false` when there is none. */
    deliverOne(side: Side, pick = 0): boolean {
      const waiting = made[otherSide[side]].filter((event) => !received[side].has(event))
      const event = waiting[pick % Math.max(waiting.length, 1)]
      if (event) received[side].add(event)
      return event !== undefined
    },
    deliverAll() {
      for (const side of ['sender', 'receiver'] as const) {
        for (const event of made[otherSide[side]]) received[side].add(event)
      }
    },
  }
}

export type TwoNodes = ReturnType<typeof twoNodes>
