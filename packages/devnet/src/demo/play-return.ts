import type { ReferralView } from '@causeway/schemas/api'
import { DevnetFault, reasonOf } from '../reason.ts'
import type { Network } from '../start-network.ts'
import { castReturn } from './cast.ts'
import { describeNodeViews, type NodeViews } from './node-views.ts'
import { returnSteps, type Story } from './return-steps.ts'

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
}

export interface StoryOptions {
  /** `gb:ro`: who sends, who receives. */
  corridor: string
  /** Hears the name of each step before it is taken. */
  beforeStep?: (name: string) => void
  /** Hears each step after it was taken, and may ask what the two nodes can show at that moment. */
  onStep?: (name: string, told: string, look: () => Promise<NodeViews>) => Promise<void> | void
}

/**
 * Plays a referral from the first word to acceptance and the packet that follows, through the real
 * interfaces of both nodes, as the people who use them would. Throws `StepFailure` when a step
 * fails, `TypeError` when the network has no such two countries.
 */
export async function playReturn(network: Network, options: StoryOptions): Promise<StoryResult> {
  const cast = await castReturn(network, options.corridor)
  const story: Story = { ...cast, personId: '', agreement: '', referral: '' }

  const steps: StepResult[] = []
  for (const { name, take } of returnSteps) {
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

  const stateAt = async (client: typeof cast.sender) =>
    (await client.get<ReferralView>(`/referrals/${story.referral}`)).status
  const { referral, person } = story
  const [stateAtSender, stateAtReceiver] = await Promise.all([
    stateAt(cast.sender),
    stateAt(cast.receiver),
  ])
  return { referral, canaries: person.canaries, steps, stateAtSender, stateAtReceiver }
}
