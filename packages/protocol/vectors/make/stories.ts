import type { EventType } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import type { Side } from '../../src/chain/count-events.ts'
import type { ChainedEvent } from '../../src/chain/index.ts'
import { idOf, nodeId } from '../../test/network.ts'
import {
  accepted,
  cared,
  lost,
  meanwhile,
  met,
  planned,
  tell,
  travelling,
} from '../../test/stories.ts'
import { type TwoNodes, twoNodes } from '../../test/two-nodes.ts'

/** What was written and has not arrived. */
export type IsMissing = (event: ChainedEvent) => boolean

const told = (steps: readonly string[]) => tell(twoNodes(), steps)

/** A story in which one side's event of this number is another one. */
function altered(story: TwoNodes, side: Side, n: number, change: Partial<ChainedEvent>): TwoNodes {
  const it = story.chainOf(side)[n - 1] as ChainedEvent
  const all = () => story.all().map((event) => (event === it ? { ...it, ...change } : event))
  return { ...story, all: all as TwoNodes['all'] }
}

/** A story in which one side has written another event beside that of this number. */
function forkedAt(story: TwoNodes, side: Side, n: number): TwoNodes {
  const it = story.chainOf(side)[n - 1] as ChainedEvent
  const twin = { ...it, eid: idOf(`twin ${n}`), identity: idOf(`twin ${n}`) as string as Identity }
  return { ...story, all: () => [...story.all(), twin] }
}

const identityAt = (story: TwoNodes, side: Side, n: number) =>
  (story.chainOf(side)[n - 1] as ChainedEvent).identity

function brokenChain() {
  const story = told(planned)
  const hash = identityAt(story, 'receiver', 1)
  return altered(story, 'receiver', 3, { seen: { n: 1, hash } })
}

function bothFrozen() {
  const story = told([...planned, 'S disclosed'])
  const hash = identityAt(story, 'sender', 1)
  return forkedAt(altered(story, 'sender', 2, { seen: { n: 1, hash } }), 'receiver', 2)
}

function paused() {
  const story = told(planned)
  const pause = story.make('sender', 'paused')
  story.make('receiver', 'paused')
  story.deliverAll()
  story.make('sender', 'resumed', { pause: pause.eid })
  return story
}

function pausedAndResumed() {
  const story = told(planned)
  const pause = story.make('receiver', 'paused')
  story.make('receiver', 'resumed', { pause: pause.eid })
  return story
}

function questions() {
  const story = told(['S offered'])
  for (const pauses_clock of [false, true]) story.make('receiver', 'asked', { pauses_clock })
  return story
}

function signedTexts(...texts: [Side, number][]) {
  const story = told(accepted)
  for (const [side, text] of texts) {
    story.make(side, 'plan_signed', { text, watch: text })
    story.deliverAll()
  }
  return story
}

function otherTimes() {
  const story = told([...accepted, 'S plan_signed'])
  story.make('receiver', 'plan_signed', { watch: 8 })
  return story
}

function signedAgain() {
  const story = told([...accepted, 'S plan_signed'])
  for (const type of ['plan_signed', 'missed'] as const) story.make('receiver', type)
  story.make('sender', 'plan_signed')
  return story
}

function answers() {
  const story = told(accepted)
  const heard = story.make('sender', 'consent_withdrawn', { groups: ['health'] })
  story.deliverAll()
  story.make('sender', 'restricted', { withdrawal: heard.eid })
  story.make('receiver', 'restricted', { withdrawal: heard.eid })
  const unheard = story.make('sender', 'consent_withdrawn')
  const question = story.make('sender', 'asked')
  story.make('receiver', 'restricted', { withdrawal: unheard.eid })
  story.make('receiver', 'withdrawal_undone', { withdrawal: unheard.eid })
  story.make('receiver', 'answered', { question: question.eid })
  story.make('sender', 'answered', { question: question.eid })
  return story
}

function thirdNode() {
  const story = told(accepted)
  const it = story.chainOf('receiver')[0] as ChainedEvent
  const nl = { ...it, node: nodeId('nl'), type: 'withdrawn' as EventType, data: {} } as ChainedEvent
  return {
    ...story,
    all: () => [...story.all(), { ...nl, identity: idOf('nl') as string as Identity }],
  }
}

/** Referrals in which a rule decides that the usual ones never ask for, each with what it shows. */
export const moreStories: Record<
  string,
  [comment: string, story: TwoNodes, isMissing?: IsMissing]
> = {
  'offered-only': ['One event.', told(['S offered'])],
  'first-is-no-offer': [
    'The first event of the sender is no offer: nobody else has a part in it.',
    told(['S asked', 'S offered', 'R opened']),
  ],
  'third-node': ['An event of nl, which has no part in it, is left out.', thirdNode()],
  declined: ['The usual no.', told(['S offered', 'R declined'])],
  'expired-and-accepted': [
    'Of one rank: the move of the sender goes first.',
    meanwhile(['S offered'], ['expired'], ['accepted']),
  ],
  'recalled-and-declined': [
    'The lower rank goes first.',
    meanwhile(['S offered', 'R opened'], ['recalled'], ['declined']),
  ],
  'moves-after-a-withdrawal': [
    'Whoever did not know of the withdrawal makes a move; the status says withdrawn.',
    meanwhile(['S offered'], ['withdrawn'], ['accepted']),
  ],
  'plan-of-another-text': [
    'The other side signs another text: no plan.',
    signedTexts(['sender', 7], ['receiver', 8]),
  ],
  'plan-of-other-times': ['The same text that would arm another watch: no plan.', otherTimes()],
  'plan-proposed-anew': [
    'The same side replaces what it proposed.',
    signedTexts(['sender', 7], ['sender', 8], ['receiver', 8]),
  ],
  'plan-skips-a-number': [
    'Revision 2 where there is no first.',
    told([...accepted, 'S plan_signed 2']),
  ],
  'plan-signed-again': [
    'The sender signs once more before it hears of the other signature: the newer one holds, though somebody acted on the older.',
    signedAgain(),
  ],
  'arrived-without-a-plan': ['She came by herself.', told([...accepted, 'R arrived'])],
  'arrived-unasked': [
    'She came though nobody had accepted.',
    told(['S offered', 'R opened', 'R arrived']),
  ],
  'arrived-after-a-lost-acceptance': [
    'An acceptance after a recall that its author knew of leads to no arrival.',
    told(['S offered', 'S recalled', 'R accepted', 'R arrived']),
  ],
  'departed-by-a-void-plan': [
    'Nobody leaves by a plan that they know to be void.',
    told([...planned, 'R travel_changed', 'S departed']),
  ],
  'lost-without-missed': [
    'lost_contact before anybody missed her.',
    told([...travelling, 'S lost_contact']),
  ],
  'by-the-wrong-side': [
    'A departure stated by the receiver, an arrival by the sender.',
    told([...planned, 'R departed', 'S arrived']),
  ],
  'closed-too-soon': ['The receiver closes what it has not begun.', told([...planned, 'R closed'])],
  'closed-again': [
    'A search is closed while she arrives; when she is in care it is closed once more.',
    meanwhile(lost, ['closed'], ['arrived'], ['R in_care', 'R closed']),
  ],
  'closed-twice': [
    'Nothing new is known: the second is superseded.',
    told([...cared, 'R closed', 'R closed']),
  ],
  'closed-once-met': ['She was met and went another way.', told([...met, 'R closed'])],
  'recall-confirmed-unasked': [
    'Nobody had asked for the referral back.',
    told([...accepted, 'R recall_confirmed']),
  ],
  'search-closed': [
    'Nobody is watched for any more, and she is met if she comes.',
    told([...lost, 'S closed']),
  ],
  met: ['She is watched for no more, and not yet in care.', told(met)],
  'recall-overtaken': [
    'The journey changes while the sender asks for the referral back.',
    meanwhile(planned, ['recall_requested'], ['travel_changed']),
  ],
  paused: ['Two pauses, of which one was lifted.', paused()],
  'paused-and-resumed': ['A pause that was lifted.', pausedAndResumed()],
  'questions-that-pause': [
    'The receiver asks twice; only the second asks for the clock to stop.',
    questions(),
  ],
  'paused-in-care': ['A pause that knew of in_care stops nothing.', told([...cared, 'R paused'])],
  'disclosed-and-custody': [
    'What changes no state: a packet, and custody of the record.',
    told([...planned, 'S disclosed', 'S departed', 'R arrived', 'R in_care', 'S custody_passed']),
  ],
  'answers-that-do-not-count': [
    'What answers a withdrawal or a question counts when its author knew of it; a question is answered by the other side.',
    answers(),
  ],
  'broken-chain': ['An event has seen another event than the one there.', brokenChain()],
  'sees-less': [
    'An event has seen less than the one before it.',
    altered(told(planned), 'receiver', 3, { seen: null }),
  ],
  'fork-of-the-offer': ['Two first events of the sender.', forkedAt(told(accepted), 'sender', 1)],
  'fork-behind-a-gap': [
    'Two third events of one node whose second has not arrived: nothing is frozen yet.',
    forkedAt(told(planned), 'receiver', 3),
    ({ node, n }) => node === nodeId('ro') && n === 2,
  ],
  'both-chains-frozen': ['The reason is that of the node whose id comes first.', bothFrozen()],
}
