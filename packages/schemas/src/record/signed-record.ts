import { z } from 'zod'
import { Purpose } from '../codes/index.ts'
import { Digest, Identity, NodeId, RandomId, Seconds } from '../wire/index.ts'

/** How many digests stand in the record, and in each of its groups, whatever is behind them. */
export const RECORD_DIGESTS = 16
export const CATEGORY_DIGESTS = 32

/** Each after the one before it (ASCII), so that neither order nor a repetition says anything. */
const areAscending = (digests: readonly string[]) =>
  digests.every((digest, at) => at === 0 || (digests[at - 1] as string) < digest)

/**
 * What the issuing node signs of a person's record (JWS typ `cw-record+sd-jwt`, RFC 9901): digests
 * only. `rec` is an id made for one receiver; `prev` is the identity of the revision before, `cnf`
 * names the node that may present it (RFC 7800 `kid`).
 */
export const SignedRecord = z
  .strictObject({
    iss: NodeId,
    rec: RandomId,
    view: z.literal('care'),
    rev: z.int().min(1).max(1_000_000),
    prev: Identity.nullable(),
    iat: Seconds,
    schema: z.literal('cw-care-1'),
    _sd_alg: z.literal('sha-256'),
    _sd: z.array(Digest).length(RECORD_DIGESTS).refine(areAscending),
    cnf: z.strictObject({ kid: z.string().regex(/^node:[a-z]{2}$/) }),
  })
  .refine(({ rev, prev }) => (rev === 1) === (prev === null), {
    path: ['prev'],
    error: 'goes with every revision but the first',
  })
export type SignedRecord = z.infer<typeof SignedRecord>

/**
 * What a custodian signs when it presents part of a record (JWS typ `kb+jwt`, RFC 9901 section
 * 4.3): to whom, in which event (`nonce` is its `eid`), and on what the disclosure rests.
 */
export const KeyBinding = z.strictObject({
  iat: Seconds,
  aud: NodeId,
  nonce: RandomId,
  /** SHA-256 of the presentation up to and with its last `~`. */
  sd_hash: Digest,
  purpose: Purpose,
  basis: z.array(z.string().min(1).max(200)).max(16),
  /** Identities of the agreements that cover what is shown. */
  grants: z.array(Identity).max(32),
  /** The policy that was applied, `id@version`. */
  policy: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}@[1-9][0-9]{0,8}$/),
})
export type KeyBinding = z.infer<typeof KeyBinding>
