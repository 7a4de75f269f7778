import { z } from 'zod'
import { CompactJwe, CompactJws, Digest, NodeId, RandomId, Seconds } from './primitives.ts'

/** An envelope lives 14 days; the hub judges that by its own clock at receipt. */
export const ENVELOPE_LIFETIME_SECONDS = 14 * 24 * 60 * 60
/** How far ahead of the reader's clock `iat` may be. */
export const CLOCK_SKEW_SECONDS = 60
/** How many envelopes one submission, and one page of a mailbox, may hold. */
export const ENVELOPE_BATCH = 32

/**
 * The signed header of an envelope (JWS typ `cw-envelope+jws`): all that the hub may ever know of
 * a message. What kind of message it is stands inside the ciphertext.
 */
export const EnvelopeHeader = z
  .strictObject({
    v: z.literal(1),
    id: RandomId,
    from: NodeId,
    to: NodeId,
    /** Counts 1, 2, 3 ... for each pair (from, to); a gap is seen by the receiver. */
    seq: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    iat: Seconds,
    exp: Seconds,
    /** RFC 7638 thumbprint of the receiver's encryption key. */
    enc_kid: Digest,
    /** SHA-256 over the ASCII of the compact JWE. */
    ct_sha256: Digest,
    /** Length of that ASCII, in characters. */
    len: z.int().min(1).max(250_000),
    /** Blind commitment to the signed objects inside, see SPEC section 4. */
    commit: Digest,
  })
  .refine((header) => header.from !== header.to, { path: ['to'], error: 'same as from' })
  .refine((header) => header.exp === header.iat + ENVELOPE_LIFETIME_SECONDS, {
    path: ['exp'],
    error: 'not iat + 14 days',
  })
export type EnvelopeHeader = z.infer<typeof EnvelopeHeader>

/** What is sent: the signed header and the ciphertext it was signed over. */
export const Envelope = z.strictObject({ envelope: CompactJws, ct: CompactJwe })
export type Envelope = z.infer<typeof Envelope>
