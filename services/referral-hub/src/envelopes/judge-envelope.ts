import { verifyEnvelope } from '@causeway/protocol/envelope'
import type { KeyDirectory } from '@causeway/protocol/suite'
import {
  type HubProblemCode,
  Problem,
  Refusal,
  type SealedProblemCode,
} from '@causeway/schemas/problems'
import {
  Envelope,
  type EnvelopeHeader,
  type Identity,
  type NodeId,
  type Seconds,
} from '@causeway/schemas/wire'

/** An envelope that may be stored, and when it came in. */
export interface OfferedEnvelope extends Envelope {
  header: EnvelopeHeader
  identity: Identity
  receivedAt: Seconds
}

interface Circumstances {
  directory: KeyDirectory
  caller: NodeId
  now: Seconds
}

/** What the sender may learn of a failed check, for those that `verifyEnvelope` makes. */
const outward: Partial<Record<SealedProblemCode, HubProblemCode>> = {
  format: 'format',
  malleable: 'malleable',
  key: 'auth',
  signature: 'auth',
  digest: 'auth',
  time: 'time',
}

/**
 * Whether the calling node may have this stored; judged without looking into any table. Throws
 * `Problem`: `size`, `format`, `malleable`, `auth`, `time`, `forbidden` when it comes from another
 * node than the one that calls, `recipient` when nobody in the directory is called that.
 */
export function judgeEnvelope(
  entry: unknown,
  { directory, caller, now }: Circumstances,
): OfferedEnvelope {
  const envelope = readEnvelope(entry)
  const { header, identity } = verify(envelope, directory, now)
  if (header.from !== caller) throw new Problem('forbidden')
  if (!directory.nodes.includes(header.to)) throw new Problem('recipient')
  return { ...envelope, header, identity, receivedAt: now }
}

function readEnvelope(entry: unknown): Envelope {
  const parsed = Envelope.safeParse(entry)
  if (parsed.success) return parsed.data
  const isTooLong = parsed.error.issues.some((issue) => issue.code === 'too_big')
  throw new Problem(isTooLong ? 'size' : 'format')
}

function verify(envelope: Envelope, directory: KeyDirectory, now: Seconds) {
  try {
    return verifyEnvelope(envelope, directory, now)
  } catch (cause) {
    const code = cause instanceof Refusal ? outward[cause.code] : undefined
    if (code === undefined) throw cause
    throw new Problem(code, { cause })
  }
}
