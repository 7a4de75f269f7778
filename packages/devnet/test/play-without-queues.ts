import { playStory } from '../src/demo/play-story.ts'
import { settle } from '../src/demo/settle.ts'
import { type StoryName, stories } from '../src/demo/stories.ts'
import { until } from '../src/demo/until.ts'
import type { Network, NetworkNode } from '../src/start-network.ts'
import { countEffects } from './count-effects.ts'
import { expectOnceEach } from './expect-once-each.ts'

const corridor = 'gb:ro'

/** Removes all that the queues of hub and nodes hold; returns how many jobs of the nodes there were. */
export type EmptyQueues = () => Promise<number>

/** What a story has left at each place, by name. */
export type Effects = Record<string, string>

/** Plays a story whose queues are emptied at the beginning of each step; returns what it left. */
export async function playEmptied(
  network: Network,
  story: StoryName,
  empty: EmptyQueues,
): Promise<Effects> {
  const emptied: Promise<number>[] = []
  const { referral, ...played } = await playStory(network, {
    corridor,
    story,
    beforeStep: () => emptied.push(empty()),
  })
  await Promise.all(emptied)
  const { ends, timesAsked } = stories[story]
  if (played.stateAtSender !== ends || played.timesAsked !== timesAsked) {
    throw new TypeError(`${story} ended otherwise without its queues`)
  }
  return effectsOf(network, referral)
}

/** What a story leaves when nobody disturbs it. */
export async function playUndisturbed(network: Network, story: StoryName): Promise<Effects> {
  const { referral } = await playStory(network, { corridor, story })
  return effectsOf(network, referral)
}

async function effectsOf(network: Network, referral: string): Promise<Effects> {
  await settle(network)
  const { gb, ro } = network.nodes as Record<'gb' | 'ro', NetworkNode>
  const effects = (await countEffects(gb, ro)).get(referral)
  if (!effects) throw new TypeError('a referral leaves effects')
  return Object.fromEntries(
    Object.entries(effects).map(([where, names]) => [where, withoutTiming(names)]),
  )
}

/**
 * Whose watch is first is a matter of time: one node states that she is missed, or both do, and as
 * many are told as it takes until somebody takes the alarm on.
 */
const byTheClock = ['deadline.rung', 'deadline.missed', 'deadline.arrival', 'event.missed']

const withoutTiming = (names: string) =>
  names
    .split(' ')
    .filter((name) => !byTheClock.includes(name))
    .join(' ')
    .replace('missed missed', 'missed')

/**
 * The hub is away when the offer is sent, and the queues are emptied when the retry has been queued:
 * the offer goes all the same, and all effects are there once.
 */
export async function loseRetry(network: Network, empty: EmptyQueues): Promise<void> {
  const lost: Promise<unknown>[] = []
  const { hub } = network
  const strike = async () => {
    await hub.process.kill('SIGKILL')
    await until('a retry is queued', async () => (await empty()) > 0)
    await hub.process.restart()
  }
  const { referral } = await playStory(network, {
    corridor,
    beforeStep: (step) => {
      if (step === 'draft') lost.push(strike())
    },
  })
  await Promise.all(lost)
  await settle(network)
  await expectOnceEach(network, [referral], 'queues emptied')
}
