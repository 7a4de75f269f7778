import type { Identity } from '@causeway/schemas/wire'
import { type ChainedEvent, signEvent, verifyEvent } from '../../src/chain/index.ts'
import { fold } from '../../src/referral/index.ts'
import { idOf, NOW, type TestNetwork } from '../../test/network.ts'
import { accepted, lost, meanwhile, planned, tell, travelling } from '../../test/stories.ts'
import { nodes, type TwoNodes, twoNodes } from '../../test/two-nodes.ts'
import { trust } from './network.ts'
import { type IsMissing, moreStories } from './stories.ts'

/** Whole referrals as signed events. Whoever folds them in any order comes to `state`. */
export function foldVectors(network: TestNetwork) {
  const vector = (comment: string, story: TwoNodes, isMissing?: IsMissing) => {
    const signed = signStory(story.all(), network)
    const kept = signed.filter(({ event }) => !isMissing?.(event))
    const events = kept.map(({ compact }) => compact)
    const {
      frozen = null,
      position = null,
      watch = null,
      ...rest
    } = fold(
      kept.map(({ event }) => event),
      nodes.sender,
    )
    return {
      comment,
      expect: 'ok',
      now: NOW,
      ...trust,
      sender: 'gb',
      events,
      state: { ...rest, frozen, position, watch },
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
    'recall-confirmed': vector(
      'After an acceptance the sender asks for the referral back and the receiver confirms.',
      tell(twoNodes(), [...planned, 'S recall_requested', 'R recall_confirmed']),
    ),
    'recall-requested': vector(
      'Nobody has answered yet.',
      tell(twoNodes(), [...planned, 'S recall_requested']),
    ),
    'withdrawn-and-departed': vector(
      'Whoever withdrew did not know that she had left: she is met and watched all the same.',
      meanwhile(planned, ['departed'], ['withdrawn']),
    ),
    'withdrawn-before-departure': vector(
      'Nobody is on the way: the meeting is over, and a move made after that is superseded.',
      tell(twoNodes(), [...planned, 'R withdrawn', 'S plan_signed 2']),
    ),
    'acted-on': vector(
      'A plan loses to a withdrawn acceptance after she has left by it: it holds.',
      actedOn(),
    ),
    'journey-changed': vector(
      'A changed journey takes back the departure that its author knew of, and stops the watch.',
      tell(twoNodes(), [...travelling, 'R travel_changed']),
    ),
    'departed-and-journey-changed': vector(
      'She leaves while her journey is called off: she is watched, and the change is superseded.',
      meanwhile(planned, ['departed'], ['travel_changed']),
    ),
    'restrictions-and-questions': vector(
      'What changes no state: withdrawals of the agreement, answers, an undoing, questions.',
      told(),
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
      meanwhile(lost, ['closed'], ['arrived']),
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
      ({ type }) => type === 'accepted',
    ),
    fork: vector('Two third events of one node.', forked()),
    ...Object.fromEntries(
      Object.entries(moreStories).map(([name, [...given]]) => [name, vector(...given)]),
    ),
  }
}

/** She leaves by a plan that the receiver does not know to be signed, and gives up meanwhile. */
function actedOn(): TwoNodes {
  const story = tell(twoNodes(), [...accepted, 'R plan_signed'])
  story.make('sender', 'plan_signed')
  story.make('sender', 'departed')
  story.make('receiver', 'acceptance_withdrawn')
  return story
}

/** Two withdrawals, of which one is answered and one undone, and two questions of the receiver. */
function told(): TwoNodes {
  const story = tell(twoNodes(), accepted)
  const some = story.make('sender', 'consent_withdrawn', { groups: ['health'] })
  const all = story.make('sender', 'consent_withdrawn')
  const first = story.make('receiver', 'asked', { pauses_clock: true })
  story.make('receiver', 'asked', { pauses_clock: true })
  story.make('receiver', 'asked_again')
  story.deliverAll()
  story.make('receiver', 'restricted', { withdrawal: some.eid })
  story.make('receiver', 'withdrawal_undone', { withdrawal: all.eid })
  story.make('sender', 'answered', { question: first.eid })
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

/**
 * Signs made-up events for real; `prev` and `seen` are rewritten to the real identities. What they name
 * may be signed here and left out afterwards.
 */
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
    const compact = signEvent(
      { ...event, prev, seen },
      keys[event.node as string as 'gb' | 'ro' | 'nl'],
    )
    const verified = verifyEvent(compact, event.node, directory, NOW)
    real.set(identity, verified.identity)
    signed.push({ compact, event: verified })
  }
  return signed
}
