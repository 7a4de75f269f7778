import { Refusal, type SealedProblemCode } from '@causeway/schemas/problems'
import {
  CLOCK_SKEW_SECONDS,
  type Identity,
  type NodeId,
  type Seconds,
} from '@causeway/schemas/wire'
import type { z } from 'zod'
import type { KeyDirectory } from './directory.ts'
import { type JwsType, verifyJws } from './jws.ts'

interface SignedForm<Schema extends z.ZodType> {
  typ: JwsType
  schema: Schema
  /** Code of the refusal when the payload is not of that schema. */
  malformed: 'format' | 'schema'
  /** Code of the refusal instead of `key` and `signature`, where a kind has one of its own. */
  forged?: 'event_signature' | 'record_signature' | 'key_binding'
  signedAt: (payload: z.infer<Schema>) => Seconds
}

/**
 * Verifies an object with the node's signing key that was valid when it was signed, so that what
 * was signed in time stays good after its key was replaced: mail may be fetched, and agreements
 * used, long after. Throws `Refusal`: as `verifyJws` (`forged` for `key` and `signature`),
 * `malformed`, `time` when it was signed in the future.
 */
export function verifySigned<Schema extends z.ZodType>(
  { typ, schema, malformed, forged, signedAt }: SignedForm<Schema>,
  compact: string,
  directory: KeyDirectory,
  now: Seconds,
): { payload: z.infer<Schema>; identity: Identity; node: NodeId } {
  const parse = (payload: unknown) => {
    const parsed = schema.safeParse(payload)
    if (!parsed.success) throw new Refusal(malformed)
    return parsed.data
  }
  let payload: z.infer<Schema> | undefined
  const { identity, key } = namingForged(forged, () =>
    verifyJws(typ, compact, (kid, unverified) => {
      payload = parse(unverified)
      return directory.findKey('sign', kid, signedAt(payload))
    }),
  )
  if (payload === undefined) throw new TypeError('a payload is parsed before its key is looked for')
  if (signedAt(payload) > now + CLOCK_SKEW_SECONDS) throw new Refusal('time')
  return { payload, identity, node: key.node }
}

function namingForged<Result>(forged: SealedProblemCode | undefined, verify: () => Result): Result {
  try {
    return verify()
  } catch (cause) {
    const isForged =
      cause instanceof Refusal && (cause.code === 'key' || cause.code === 'signature')
    if (!forged || !isForged) throw cause
    throw new Refusal(forged, { cause })
  }
}
