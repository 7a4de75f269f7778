import type { EventType } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import { type ChainedEvent, signEvent, verifyEvent } from '../../src/chain/index.ts'
import { fold } from '../../src/referral/index.ts'
import { idOf, NOW, nodeId, type TestNetwork } from '../../test/network.ts'
import { nodes, type TwoNodes, tell, twoNodes } from '../../test/two-nodes.ts'
import { trust } from './network.ts'

const planned = ['S offered', 'R opened', 'R accepted', 'S plan_signed', 'R plan_signed']
const travelling = [...planned, 'S departed']

/** Whole referrals as signed events. Whoever folds them in any order comes to `state`. */
export function foldVectors(network: TestNetwork) {
  const vector = (comment: string, story: TwoNodes, leaveOut?: EventType) => {
    const signed = signStory(story.all(), network)
    const kept = signed.filter(({ event }) => event.type !== leaveOut)
    const events = kept.map(({ compact }) => compact)
    const state = fold(
      kept.map(({ event }) => event),
      nodes.sender,
    )
    const { frozen, position, ...rest } = state
    return {
      comment,
      expect: 'ok',
      now: NOW,
      ...trust,
      sender: 'gb',
      events,
      state: { ...rest, frozen: frozen ?? null, position: position ?? null },
    }
  }
  return {
    'whole-way': vector(
      'From the offer to closing, each node knowing all that came before.',
      tell(twoNodes(), [...travelling, 'R arrived', 'R in_care', 'R closed']),
    ),
    'recalled-and-accepted': vector(
      'At the same time: recalled wins, accepted is superseded.',
      meanwhile(['S offered', 'R opened'], ['recalled'], ['accepted']),
    ),
    'withdrawn-and-in-care': vector(
      'At the same time: disclosure ends, and lead passes all the same.',
      meanwhile([...travelling, 'R arrived'], ['withdrawn'], ['in_care']),
    ),
    'withdrawn-after-in-care': vector(
      'A withdrawal that knew of in_care changes nothing here.',
      tell(twoNodes(), [...travelling, 'R arrived', 'R in_care', 'S withdrawn']),
    ),
    'closed-and-arrived': vector(
      'She is met while her search is being closed: the meeting stands.',
      meanwhile([...travelling, 'S missed', 'S lost_contact'], ['closed'], ['arrived']),
    ),
    'newer-plan': vector(
      'A newer plan makes departed and missed give way.',
      tell(twoNodes(), [...travelling, 'S missed', 'S plan_signed 2', 'R plan_signed 2']),
    ),
    'in-care-without-meeting': vector(
      'in_care that nothing led to does not pass the lead.',
      tell(twoNodes(), [...travelling, 'R in_care']),
    ),
    pending: vector(
      'The acceptance has not arrived: what builds on it does not count.',
      tell(twoNodes(), planned),
      'accepted',
    ),
    fork: vector('Two third events of one node.', forked()),
  }
}

function meanwhile(past: string[], sender: EventType[], receiver: EventType[]) {
  const story = tell(twoNodes(), past)
  for (const type of sender) story.make('sender', type)
  for (const type of receiver) story.make('receiver', type)
  return story
}

function forked(): TwoNodes {
  const story = tell(twoNodes(), planned)
  const third = story.chainOf('receiver')[2] as ChainedEvent
  const twin = { ...third, eid: idOf('twin') }
  return {
    ...story,
    all: () => [...story.all(), { ...twin, identity: idOf('twin') as string as Identity }],
  }
}

/** Signs made-up events for real; `prev` and `seen` are rewritten to the real identities. */
function signStory(events: readonly ChainedEvent[], { keys, directory }: TestNetwork) {
  const real = new Map<Identity, Identity>()
  const signed: { compact: string; event: ChainedEvent }[] = []
  const rest = [...events]
  const isReady = ({ prev, seen }: ChainedEvent) =>
    (!prev || real.has(prev)) && (!seen || real.has(seen.hash))
  while (rest.length > 0) {
    const at = rest.findIndex(isReady)
    const [next] = rest.splice(at, 1)
    if (at < 0 || !next) throw new TypeError('a story refers to an event it does not hold')
    const { identity, ...event } = next
    const prev = event.prev && (real.get(event.prev) as Identity)
    const seen = event.seen && { ...event.seen, hash: real.get(event.seen.hash) as Identity }
    const key = event.node === nodeId('gb') ? keys.gb : keys.ro
    const compact = signEvent({ ...event, prev, seen }, key)
    const verified = verifyEvent(compact, event.node, directory, NOW)
    real.set(identity, verified.identity)
    signed.push({ compact, event: verified })
  }
  return signed
}
