import { Refusal } from '@causeway/schemas/problems'
import { KeyBinding, type RecordItem, type SignedRecord } from '@causeway/schemas/record'
import type { CompactJws, Identity, NodeId, Seconds } from '@causeway/schemas/wire'
import { type KeyDirectory, sha256, verifySigned } from '../../suite/index.ts'
import type { HeldDisclosure } from './disclosure.ts'
import { openDisclosures } from './open-disclosures.ts'
import { verifyRecord } from './record-form.ts'

/** A record whose issuer vouches for every item, with the texts to keep and to present onward. */
export interface VerifiedRecord {
  record: SignedRecord
  identity: Identity
  jwt: CompactJws
  items: RecordItem[]
  disclosures: HeldDisclosure[]
}

export interface VerifiedPresentation extends VerifiedRecord {
  binding: KeyBinding
}

const form = {
  typ: 'kb+jwt',
  schema: KeyBinding,
  malformed: 'schema',
  forged: 'key_binding',
  signedAt: ({ iat }: KeyBinding) => iat,
} as const

/**
 * Verifies what a custodian presents: `<record>~<disclosure>~…~<key binding>`. Throws `Refusal`: as
 * `verifyHeld`; `key_binding` when it is not signed by `from` as the record's custodian, or made
 * for another receiver, message or set of disclosures; otherwise as `verifySigned`.
 */
export function verifyPresentation(
  text: string,
  { from, aud, nonce }: { from: NodeId; aud: NodeId; nonce: string },
  directory: KeyDirectory,
  now: Seconds,
): VerifiedPresentation {
  const cut = text.lastIndexOf('~') + 1
  const [jwt = '', ...texts] = text.slice(0, Math.max(cut - 1, 0)).split('~')
  const verified = verifyHeld(jwt, texts, directory, now)
  if (verified.record.cnf.kid !== `node:${from}` || cut === text.length) {
    throw new Refusal('key_binding')
  }
  const { payload: binding, node } = verifySigned(form, text.slice(cut), directory, now)
  const isBound =
    node === from &&
    binding.aud === aud &&
    binding.nonce === nonce &&
    binding.sd_hash === sha256(text.slice(0, cut))
  if (!isBound) throw new Refusal('key_binding')
  return { ...verified, binding }
}

/**
 * Verifies a record and disclosures of it, without a custodian's word. Throws `Refusal`: as
 * `verifyRecord`, `disclosure` as `openDisclosures`.
 */
export function verifyHeld(
  jwt: CompactJws,
  texts: readonly string[],
  directory: KeyDirectory,
  now: Seconds,
): VerifiedRecord {
  const { record, identity } = verifyRecord(jwt, directory, now)
  return { record, identity, jwt, ...openDisclosures(record, texts) }
}
