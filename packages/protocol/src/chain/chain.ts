import { Refusal } from '@causeway/schemas/problems'
import { ReferralEvent } from '@causeway/schemas/record'
import type { CompactJws, Identity, NodeId, Seconds } from '@causeway/schemas/wire'
import { type KeyDirectory, type SigningKey, signJws, verifySigned } from '../suite/index.ts'

/** An event whose signature has been verified, with the identity that others refer to it by. */
export type ChainedEvent = ReferralEvent & { identity: Identity }

/** Signs an event. Throws a ZodError on a malformed one. */
export const signEvent = (event: ReferralEvent, key: SigningKey): CompactJws =>
  signJws('cw-event+jws', ReferralEvent.parse(event), key)

/**
 * Verifies one event that `node` sent. Its place in the chain is judged by `fold`, which looks at
 * all events together. Throws `Refusal`: `event_signature` when it is not signed by a valid key of
 * that node or names another author, `schema` when it is malformed, `malleable` when its signature
 * is not canonical.
 */
export function verifyEvent(
  compact: string,
  node: NodeId,
  directory: KeyDirectory,
  now: Seconds,
): ChainedEvent {
  const { payload, identity, node: signer } = verifySigned(form, compact, directory, now)
  if (signer !== node || payload.node !== node) throw new Refusal('event_signature')
  return { ...payload, identity }
}

const form = {
  typ: 'cw-event+jws',
  schema: ReferralEvent,
  malformed: 'schema',
  forged: 'event_signature',
  signedAt: ({ at }: ReferralEvent) => at,
} as const

/** Where the next event of a node stands, after what is counted of both chains. */
export function nextLink(counted: readonly ChainedEvent[], node: NodeId) {
  const own = last(counted.filter((event) => event.node === node))
  const other = last(counted.filter((event) => event.node !== node))
  return {
    n: (own?.n ?? 0) + 1,
    prev: own?.identity ?? null,
    seen: other ? { n: other.n, hash: other.identity } : null,
  }
}

const last = (events: readonly ChainedEvent[]) => events.toSorted((a, b) => a.n - b.n).at(-1)
