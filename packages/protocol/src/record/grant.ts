import { Refusal } from '@causeway/schemas/problems'
import { Grant } from '@causeway/schemas/record'
import type { CompactJws, Identity, NodeId, Seconds } from '@causeway/schemas/wire'
import { type KeyDirectory, type SigningKey, signJws, verifyJws } from '../suite/index.ts'

/** Signs an agreement as it travels. Throws a ZodError on a malformed one. */
export const signGrant = (grant: Grant, key: SigningKey): CompactJws =>
  signJws('cw-grant+jws', Grant.parse(grant), key)

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
  const { payload, key, identity } = verifyJws('cw-grant+jws', compact, (kid) =>
    directory.findKey('sign', kid, now),
  )
  if (key.node !== node) throw new Refusal('key')
  const parsed = Grant.safeParse(payload)
  if (!parsed.success) throw new Refusal('schema')
  return { ...parsed.data, identity }
}
