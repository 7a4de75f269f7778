import { reasonOf } from '../reason.ts'
import type { Network } from '../start-network.ts'
import { checkProofs, type ProofReport } from './check-proofs.ts'
import { requireCorridor } from './corridor.ts'
import { checkHubSecrecy, type SecrecyReport } from './hub-secrecy.ts'
import { watchHub } from './hub-view.ts'
import type { NodeViews } from './node-views.ts'
import { playStory, StepFailure, type StoryResult } from './play-story.ts'
import { settle } from './settle.ts'
import { type StoryName, stories } from './stories.ts'
import { openWitness, type Witness } from './witness.ts'

/** What was done, and what each party can see afterwards, in plain words. */
export interface StepTold extends NodeViews {
  name: string
  told: string
  hub: string
}

export interface DemoOptions {
  /** `gb:ro`: who sends, who receives. */
  corridor: string
  /** Which story; the common one when left out. */
  story?: StoryName
  onStep?: (step: StepTold) => Promise<void> | void
  /** Hears why something did not come out, without anything of the person. */
  onFailure?: (reason: string) => void
}

type Figures = Omit<StoryResult, 'referral' | 'canaries' | 'steps'> & ProofReport & SecrecyReport

/** What the demonstration showed, in figures; `null` where it did not get so far. */
export type DemoReport = { [Key in keyof Figures]: Figures[Key] | null } & {
  ok: boolean
  story: StoryName
  corridor: string
  steps: StoryResult['steps']
  seconds: number
}

/** Fewer receipts than this and part of the way was not receipted. */
const RECEIPTS_AT_LEAST = 6

const nothingSeen: { [Key in keyof Figures]: null } = {
  stateAtSender: null,
  stateAtReceiver: null,
  timesAsked: null,
  envelopesSent: null,
  inclusionProofsVerified: null,
  receiptsTotal: null,
  receiptsVerified: null,
  canaries: null,
  bytesScanned: null,
  plantedCanaries: null,
  plantedCanariesFound: null,
  hubPlaintextHits: null,
}

/**
 * Plays a story from end to end, then checks receipts, log and what the hub could have read at any
 * moment. What fails on the way is told to `onFailure` and makes the report not `ok`. Throws
 * `TypeError` when the network has no such two countries.
 */
export async function runDemo(network: Network, options: DemoOptions): Promise<DemoReport> {
  const began = performance.now()
  const { corridor, story = 'common-return' } = options
  requireCorridor(corridor, Object.keys(network.nodes))
  const witness = await openWitness(network)
  try {
    const { steps, ...figures } = await playAndCheck(network, options, witness)
    const ok = isComplete(figures) && isAsPromised(figures, story)
    const seconds = Math.round((performance.now() - began) / 100) / 10
    return { ok, story, corridor, steps, ...nothingSeen, ...figures, seconds }
  } finally {
    await witness.close()
  }
}

async function playAndCheck(
  network: Network,
  { corridor, story = 'common-return', onStep, onFailure }: DemoOptions,
  witness: Witness,
): Promise<Partial<Figures> & { steps: StoryResult['steps'] }> {
  const describeHub = watchHub(network)
  let steps: StoryResult['steps'] = []
  let states = {}
  try {
    const result = await playStory(network, {
      corridor,
      story,
      ...(onStep && {
        onStep: async (name, told, look) =>
          onStep({ name, told, ...(await look()), hub: await describeHub() }),
      }),
    })
    const { referral: _, canaries, ...rest } = result
    steps = rest.steps
    states = { stateAtSender: rest.stateAtSender, stateAtReceiver: rest.stateAtReceiver }
    await settle(network)
    const proofs = await checkProofs(network)
    const secrecy = await checkHubSecrecy(witness, canaries)
    return { ...rest, ...proofs, ...secrecy }
  } catch (error) {
    onFailure?.(reasonOf(error))
    return { ...states, steps: error instanceof StepFailure ? error.steps : steps }
  }
}

const isComplete = (figures: Partial<Figures>): figures is Figures =>
  Object.keys(nothingSeen).every((name) => name in figures)

const isAsPromised = (figures: Figures, story: StoryName): boolean =>
  figures.stateAtSender === stories[story].ends &&
  figures.stateAtReceiver === stories[story].ends &&
  figures.timesAsked === stories[story].timesAsked &&
  figures.receiptsVerified === figures.receiptsTotal &&
  figures.receiptsTotal >= RECEIPTS_AT_LEAST &&
  figures.inclusionProofsVerified === figures.envelopesSent &&
  figures.hubPlaintextHits === 0 &&
  figures.plantedCanariesFound === figures.plantedCanaries
