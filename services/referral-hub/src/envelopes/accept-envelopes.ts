import { signReceipt } from '@causeway/protocol/receipt'
import type { KeyDirectory, SigningKey } from '@causeway/protocol/suite'
import { type HubProblemCode, Problem } from '@causeway/schemas/problems'
import {
  MERGE_DELAY_SECONDS,
  type NodeId,
  type Seconds,
  type SubmissionReply,
} from '@causeway/schemas/wire'
import type { Logger } from '@causeway/service-kit/log'
import { isStale } from '../stale-directory.ts'
import type { Batcher } from './batcher.ts'
import { judgeEnvelope, type OfferedEnvelope } from './judge-envelope.ts'
import type { StoreOutcome } from './store-envelopes.ts'

type Result = SubmissionReply['results'][number]

export interface Acceptance {
  directory: KeyDirectory
  receiptKey: SigningKey
  batcher: Batcher<OfferedEnvelope, StoreOutcome>
  now: () => Seconds
  log: Logger
}

/**
 * Takes or refuses each entry on its own; results in the same order. A receipt is signed only about
 * a committed row, from the time stored with it, so a repeat has the same identity. Throws
 * `Problem('busy')` when nothing could be stored now, or the directory is past its time, so that
 * nobody can say whose signatures hold; then nothing was refused for good either.
 */
export async function acceptEnvelopes(
  { directory, receiptKey, batcher, now, log }: Acceptance,
  caller: NodeId,
  entries: readonly unknown[],
): Promise<Result[]> {
  if (isStale(directory, now())) throw new Problem('busy')
  if (batcher.room() < entries.length) throw new Problem('busy')
  const judged = entries.map((entry) => judge(entry, { directory, caller, now: now() }))
  const offered = judged.filter((row): row is OfferedEnvelope => !('problem' in row))
  const outcomes = await batcher.submit(offered)
  if (outcomes.length > 0 && outcomes.every(isBusy)) throw new Problem('busy')

  const stored = new Map(offered.map((row, index) => [row, outcomes[index]]))
  return judged.map((row) => {
    if ('problem' in row) return row
    const outcome = stored.get(row) ?? { problem: 'busy' }
    if ('acceptedAt' in outcome) return { receipt: receiptFor(row, outcome.acceptedAt, receiptKey) }
    if (outcome.problem === 'replay') log.error({ alarm: 'replay' }, 'an id was used twice')
    return outcome
  })
}

const isBusy = (outcome: StoreOutcome) => 'problem' in outcome && outcome.problem === 'busy'

function judge(
  entry: unknown,
  circumstances: Parameters<typeof judgeEnvelope>[1],
): OfferedEnvelope | { problem: HubProblemCode } {
  try {
    return judgeEnvelope(entry, circumstances)
  } catch (error) {
    if (error instanceof Problem) return { problem: error.code as HubProblemCode }
    throw error
  }
}

const receiptFor = ({ identity }: OfferedEnvelope, at: Seconds, key: SigningKey) =>
  signReceipt(
    {
      kind: 'submission_accepted',
      by: 'hub',
      env: identity,
      at,
      merge_by: at + MERGE_DELAY_SECONDS,
    },
    key,
  )
