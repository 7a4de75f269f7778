import type { Network } from '../start-network.ts'
import { checkProofs, type ProofReport } from './check-proofs.ts'
import { checkHubSecrecy, type SecrecyReport } from './hub-secrecy.ts'
import { playReturn, type StoryOptions, type StoryResult } from './play-return.ts'
import { settle } from './settle.ts'

/** What the demonstration showed, in figures. */
export interface DemoReport
  extends Omit<StoryResult, 'referral' | 'canaries'>,
    ProofReport,
    SecrecyReport {
  ok: boolean
  seconds: number
}

/** Fewer receipts than this and part of the way was not receipted. */
const RECEIPTS_AT_LEAST = 6

/** Plays a return from end to end, then checks receipts, log and what the hub could have read. */
export async function runDemo(network: Network, options: StoryOptions): Promise<DemoReport> {
  const began = performance.now()
  const { canaries, referral: _, ...story } = await playReturn(network, options)
  await settle(network)
  const proofs = await checkProofs(network)
  const secrecy = await checkHubSecrecy(network, canaries)
  const ok =
    story.steps.every((step) => step.ok) &&
    story.stateAtSender === 'accepted' &&
    story.stateAtReceiver === 'accepted' &&
    proofs.receiptsVerified === proofs.receiptsTotal &&
    proofs.receiptsTotal >= RECEIPTS_AT_LEAST &&
    proofs.inclusionProofsVerified === proofs.envelopesSent &&
    secrecy.hubPlaintextHits === 0 &&
    secrecy.plantedCanariesFound === secrecy.plantedCanaries
  const seconds = Math.round((performance.now() - began) / 100) / 10
  return { ok, ...story, ...proofs, ...secrecy, seconds }
}
