import {
  type EvidenceBundle,
  EvidenceSeal,
  type UnsealedEvidence,
} from '@causeway/schemas/evidence'
import type { Seconds } from '@causeway/schemas/wire'
import {
  type KeyDirectory,
  type SigningKey,
  sha256,
  signJws,
  verifySigned,
} from '../suite/index.ts'
import { BrokenLink, linking } from './broken-link.ts'
import { unsealedText } from './write-evidence.ts'

/** The node that exports vouches for every byte of the rest. Throws a ZodError on a malformed one. */
export function sealEvidence(
  bundle: UnsealedEvidence,
  at: Seconds,
  key: SigningKey,
): EvidenceBundle {
  const { referral, by } = bundle
  const seal = EvidenceSeal.parse({ v: 1, referral, by, at, sha256: sha256(unsealedText(bundle)) })
  return { ...bundle, seal: signJws('cw-evidence+jws', seal, key) }
}

const form = {
  typ: 'cw-evidence+jws',
  schema: EvidenceSeal,
  malformed: 'schema',
  signedAt: ({ at }: EvidenceSeal) => at,
} as const

/** When the bundle was sealed by the node that it names. Throws `BrokenLink`. */
export function checkSeal(
  { seal, ...rest }: EvidenceBundle,
  directory: KeyDirectory,
  now: Seconds,
): Seconds {
  const { payload, node } = linking('seal', 0, () => verifySigned(form, seal, directory, now))
  if (node !== rest.by || payload.by !== rest.by) throw new BrokenLink('seal', 'by')
  const isOverThis = payload.referral === rest.referral
  if (!isOverThis || payload.sha256 !== sha256(unsealedText(rest))) {
    throw new BrokenLink('seal', 'digest')
  }
  return payload.at
}
