import type { ToldTopic } from '@causeway/schemas/api'
import type { TellingForm } from '@causeway/schemas/codes'
import type { DoNotAsk, ItemCode, Telling } from '@causeway/schemas/record'
import type { NodeId, RandomId, Seconds } from '@causeway/schemas/wire'

/** Where something was said: an event in the chain of one node, in a referral with another one. */
export interface Place {
  referral: RandomId
  /** The node of the other side. */
  peer: NodeId
  /** The author. */
  node: NodeId
  n: number
  at: Seconds
}

/** One line of the ledger, and the events by which the other side came to know it. */
export type Line = Omit<Telling, 'because'> & { id: RandomId; passed: readonly Place[] }

/** What the sender of a referral said of the topics not to ask about, and what it knew of then. */
export interface Baseline extends Place {
  /** How many events of the other side it had applied. */
  seen: number
  topics: readonly DoNotAsk[]
}

/** What the record itself says of a topic. */
export type Said = ReadonlyMap<ItemCode, DoNotAsk['because']>

export interface Ledger {
  /** In the order of their codes. */
  topics: ToldTopic[]
  /** Of the topic that she was asked about most: how often. */
  times_asked: number
  /** The same of statutory interviews. */
  statutory: number
}

const neverAsked: readonly TellingForm[] = ['volunteered', 'document']

/** An asking counts when somebody chose to ask: not what she volunteered, nor what the law demands. */
export const isAsked = ({ was_asked, form }: Pick<Telling, 'was_asked' | 'form'>): boolean =>
  was_asked && form !== 'statutory_interview' && !neverAsked.includes(form)

export const isStatutory = ({ was_asked, form }: Pick<Telling, 'was_asked' | 'form'>): boolean =>
  was_asked && form === 'statutory_interview'

/**
 * The one definition of how often she was asked. About a topic: as often as whoever sent her here
 * said last, and once for each line that it did not know of then. Of a person: the largest of these
 * numbers, so 1 when she told her story once, and 2 when she was asked about one thing again.
 * Statutory interviews are counted in the same way, apart. The order in which lines and baselines are
 * given, and their repetition, make no difference.
 */
export function countAskings(
  lines: readonly Line[],
  baselines: readonly Baseline[] = [],
  said: Said = new Map(),
): Ledger {
  const distinct = [...new Map(lines.map((line) => [line.id, line])).values()]
  const byTopic = Map.groupBy(distinct, ({ topic }) => topic)
  const codes = new Set<ItemCode>([
    ...byTopic.keys(),
    ...said.keys(),
    ...baselines.flatMap(({ topics }) => topics.map(({ topic }) => topic)),
  ])
  const topics = [...codes]
    .toSorted()
    .map((topic) => countTopic(topic, byTopic.get(topic) ?? [], baselines, said))
  return {
    topics,
    times_asked: Math.max(0, ...topics.map(({ times_asked }) => times_asked)),
    statutory: Math.max(0, ...topics.map(({ statutory }) => statutory)),
  }
}

function countTopic(
  topic: ItemCode,
  lines: readonly Line[],
  baselines: readonly Baseline[],
  said: Said,
): ToldTopic {
  const baseline = newestAbout(topic, baselines)
  const before = baseline?.topics.find((one) => one.topic === topic)
  const fresh = lines.filter((line) => !baseline || !isKnownTo(line, baseline))
  const last = lastOf(lines, before)
  return {
    topic,
    because: said.get(topic) ?? before?.because ?? 'told',
    times_asked: Math.min(1000, (before?.times_asked ?? 0) + fresh.filter(isAsked).length),
    statutory: lines.filter(isStatutory).length,
    ...(last ? { last } : {}),
    ...(lines.length > 0 ? { is_reusable: lines.some((line) => line.is_reusable) } : {}),
  }
}

/**
 * The last time that it was told, as far as these lines and what was said before them know. The
 * ledger knows seconds: of two tellings in the same one either may be named.
 */
export function lastOf(
  lines: readonly Line[],
  before: DoNotAsk | undefined,
): DoNotAsk['last'] | undefined {
  const here = lines
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
    .map(({ to, at, form }) => ({ to, at, form }))[0]
  if (!here || !before?.last) return here ?? before?.last
  return before.last.at > here.at ? before.last : here
}

/** Within one referral by the chain of its sender, between two referrals by the time. */
export function newestAbout(topic: ItemCode, baselines: readonly Baseline[]): Baseline | undefined {
  const about = baselines.filter(({ topics }) => topics.some((one) => one.topic === topic))
  const newestOfEach = Map.groupBy(about, ({ referral }) => referral)
    .values()
    .map((of) => of.reduce((a, b) => (b.n > a.n ? b : a)))
  return [...newestOfEach].toSorted((a, b) => b.at - a.at || (a.referral < b.referral ? -1 : 1))[0]
}

/** What was said last of each topic. */
export const newestOfEach = (baselines: readonly Baseline[]): DoNotAsk[] =>
  [...new Set(baselines.flatMap(({ topics }) => topics.map(({ topic }) => topic)))].flatMap(
    (topic) => newestAbout(topic, baselines)?.topics.find((one) => one.topic === topic) ?? [],
  )

/**
 * Whether whoever said this knew the line, so that its number has it in it. Within their referral that
 * is exact; a line that went by another referral between the same two nodes was known when it was
 * signed earlier.
 */
function isKnownTo({ passed }: Line, said: Baseline): boolean {
  return passed.some((place) => {
    if (place.referral !== said.referral) return place.peer === said.peer && place.at <= said.at
    return place.n <= (place.node === said.node ? said.n : said.seen)
  })
}
