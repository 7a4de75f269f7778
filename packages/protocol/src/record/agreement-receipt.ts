import { Refusal } from '@causeway/schemas/problems'
import { AgreementReceipt } from '@causeway/schemas/record'
import type { CompactJws, Seconds } from '@causeway/schemas/wire'
import { type KeyDirectory, type SigningKey, signJws, verifySigned } from '../suite/index.ts'

/** Signs what she agreed to as she can keep it. Throws a ZodError on a malformed one. */
export const signAgreementReceipt = (receipt: AgreementReceipt, key: SigningKey): CompactJws =>
  signJws('cw-agreement-receipt+jws', AgreementReceipt.parse(receipt), key)

const form = {
  typ: 'cw-agreement-receipt+jws',
  schema: AgreementReceipt,
  malformed: 'schema',
  signedAt: ({ iat }: AgreementReceipt) => iat,
} as const

/**
 * Verifies a receipt that was signed by the node that it names as its issuer, whoever shows it.
 * Throws `Refusal`: as `verifyJws`, `schema` when malformed, `key` when another node signed it,
 * `time` when it was signed in the future.
 */
export function verifyAgreementReceipt(
  compact: string,
  directory: KeyDirectory,
  now: Seconds,
): AgreementReceipt {
  const { payload, node } = verifySigned(form, compact, directory, now)
  if (node !== payload.iss) throw new Refusal('key')
  return payload
}
