import type { Digest, Seconds } from '@causeway/schemas/wire'
import { BrokenLink } from './broken-link.ts'
import { checkDirectory } from './check-directory.ts'
import { checkEnvelopes } from './check-envelopes.ts'
import { checkEvents } from './check-events.ts'
import { checkCheckpoints, checkHistory, checkInclusion } from './check-log.ts'
import { checkReceipts } from './check-receipts.ts'
import { conclude } from './conclude.ts'
import { checkSeal } from './seal-evidence.ts'
import type { EvidenceVerdict } from './verdict.ts'
import { readEvidence } from './write-evidence.ts'

interface VerifyOptions {
  /** Thumbprint of the root key of the network, from where the reader trusts it; never the bundle. */
  root: Digest | undefined
  /** The reader's clock: what is said to be signed later than that is refused. */
  now: Seconds
}

/**
 * Judges a bundle of evidence by itself and the root key alone (SPEC section 14): no database, no
 * network, no key that opens anything. Walks the links in the order of `evidenceLinks` and stops at
 * the first that does not hold. Never throws for what is in the text.
 */
export async function verifyEvidence(
  text: string,
  { root, now }: VerifyOptions,
): Promise<EvidenceVerdict> {
  try {
    const bundle = readEvidence(text)
    const directory = await checkDirectory(bundle, root)
    const { events, missing } = checkEvents(bundle, directory, now)
    const envelopes = checkEnvelopes(bundle, events, directory, now)
    const receipts = checkReceipts(bundle, envelopes, events, directory, now)
    const checkpoints = checkCheckpoints(bundle, directory, now)
    checkInclusion(bundle, envelopes, checkpoints)
    const isOneHistory = checkHistory(bundle, checkpoints)
    const sealedAt = checkSeal(bundle, directory, now)
    return conclude({
      bundle,
      directory,
      isRootKnown: root !== undefined,
      events,
      missing,
      envelopes,
      receipts,
      checkpoints,
      isOneHistory,
      sealedAt,
    })
  } catch (error) {
    if (!(error instanceof BrokenLink)) throw error
    return { holds: false, broken: error.break }
  }
}
