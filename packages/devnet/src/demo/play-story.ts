import { DevnetFault, reasonOf } from '../reason.ts'
import type { Network } from '../start-network.ts'
import type { ApiClient } from './api-client.ts'
import { castStory } from './cast.ts'
import { describeNodeViews, type NodeViews } from './node-views.ts'
import { type StoryName, stories } from './stories.ts'
import { beginStory, type Story, viewAt } from './story.ts'
import { until } from './until.ts'

interface StepResult {
  name: string
  ok: boolean
  ms: number
}

/** A step did not come out. Its message holds nothing of the person. */
export class StepFailure extends DevnetFault {
  override readonly name = 'StepFailure'
  /** Those that were taken; the last is the one that failed. */
  readonly steps: StepResult[]

  constructor(steps: StepResult[], cause: unknown) {
    super(`${steps.at(-1)?.name}: ${reasonOf(cause)}`, { cause })
    this.steps = steps
  }
}

export interface StoryResult {
  referral: string
  canaries: string[]
  steps: StepResult[]
  stateAtSender: string
  stateAtReceiver: string
  /** How often she was asked about one thing at most, as both sides count it. */
  timesAsked: number
}

export interface StoryOptions {
  /** `gb:ro`: who sends, who receives. */
  corridor: string
  /** Which story; the common one when left out. */
  story?: StoryName
  /** Hears the name of each step before it is taken. */
  beforeStep?: (name: string) => void
  /** Hears each step after it was taken, and may ask what the two nodes can show at that moment. */
  onStep?: (name: string, told: string, look: () => Promise<NodeViews>) => Promise<void> | void
}

/**
 * Plays a story through the real interfaces of the nodes, as the people in it would use them.
 * Throws `StepFailure` when a step fails, `TypeError` when the network has no such two countries.
 */
export async function playStory(network: Network, options: StoryOptions): Promise<StoryResult> {
  const story = beginStory(await castStory(network, options.corridor))
  const steps: StepResult[] = []
  for (const { name, take } of stories[options.story ?? 'common-return'].steps) {
    options.beforeStep?.(name)
    const began = performance.now()
    const step = { name, ok: false, ms: 0 }
    steps.push(step)
    try {
      const told = await take(story).finally(() => {
        step.ms = Math.round(performance.now() - began)
      })
      await options.onStep?.(name, told, () => describeNodeViews(story))
      step.ok = true
    } catch (error) {
      throw new StepFailure(steps, error)
    }
  }

  const [atSender, atReceiver] = await Promise.all([
    viewAt(story.sender, story),
    viewAt(story.receiver, story),
  ])
  return {
    referral: story.referral,
    canaries: story.person.canaries,
    steps,
    stateAtSender: atSender.status,
    stateAtReceiver: atReceiver.status,
    timesAsked: await countAskings(story, atReceiver.packet === 'received'),
  }
}

/**
 * How often she was asked. Throws `DevnetFault` when the two sides do not come to count the same; a
 * side that never learnt anything of her has nothing to count.
 */
async function countAskings(story: Story, hasPacket: boolean): Promise<number> {
  const { sender, receiver, personId, referral } = story
  const counted = (client: ApiClient, path: string) =>
    client.get<{ times_asked: number }>(path).then(({ times_asked }) => times_asked)
  return until('both sides count the same', async () => {
    const here = await counted(sender, `/people/${personId}/told`)
    const there = hasPacket ? await counted(receiver, `/referrals/${referral}/told`) : here
    return here === there && here
  })
}
