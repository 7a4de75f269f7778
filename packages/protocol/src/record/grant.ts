import { Refusal } from '@causeway/schemas/problems'
import { Grant } from '@causeway/schemas/record'
import type { CompactJws, Identity, NodeId, Seconds } from '@causeway/schemas/wire'
import { type KeyDirectory, type SigningKey, signJws, verifySigned } from '../suite/index.ts'

/** Signs an agreement as it travels. Throws a ZodError on a malformed one. */
export const signGrant = (grant: Grant, key: SigningKey): CompactJws =>
  signJws('cw-grant+jws', Grant.parse(grant), key)

const form = {
  typ: 'cw-grant+jws',
  schema: Grant,
  malformed: 'schema',
  signedAt: ({ nbf }: Grant) => nbf,
} as const

/**
 * Verifies a grant signed by `node`. Whether it is in force is for the caller to judge. Throws
 * `Refusal`: as `verifyJws`, `schema` when malformed, `key` when another node signed it.
 */
export function verifyGrant(
  compact: string,
  node: NodeId,
  directory: KeyDirectory,
  now: Seconds,
): Grant & { identity: Identity } {
  const { payload, identity, node: signer } = verifySigned(form, compact, directory, now)
  if (signer !== node) throw new Refusal('key')
  return { ...payload, identity }
}
