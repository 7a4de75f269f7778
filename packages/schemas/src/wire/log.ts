import { z } from 'zod'
import { Digest, Identity } from './primitives.ts'

/** The longest text that is read as a checkpoint, with all its lines. */
export const MAX_CHECKPOINT_CHARACTERS = 131_072

/**
 * A C2SP tlog-checkpoint under the hub's log key, with the cosignatures the hub has of it; a line of
 * ML-DSA-44 takes some 3,300 characters.
 */
const CheckpointText = z.string().max(MAX_CHECKPOINT_CHARACTERS)

/** `GET /v1/log/checkpoint`: the newest one. */
export const CheckpointReply = z.strictObject({ checkpoint: CheckpointText })
export type CheckpointReply = z.infer<typeof CheckpointReply>

/** `GET /v1/log/proof`: inclusion of one leaf in the tree of a checkpoint (RFC 6962 section 2.1.1). */
export const InclusionProof = z.strictObject({
  identity: Identity,
  index: z.int().min(0),
  size: z.int().min(1),
  hashes: z.array(Digest).max(64),
  checkpoint: CheckpointText,
})
export type InclusionProof = z.infer<typeof InclusionProof>

/** `GET /v1/log/consistency`: the tree of `first` leaves is a prefix of that of `second` (2.1.2). */
export const ConsistencyProof = z.strictObject({
  first: z.int().min(1),
  second: z.int().min(1),
  hashes: z.array(Digest).max(64),
})
export type ConsistencyProof = z.infer<typeof ConsistencyProof>

/** `POST /v1/log/cosign`: the caller, as a witness, has seen the tree of this size (C2SP tlog-cosignature). */
export const CosignatureSubmission = z.strictObject({
  size: z.int().min(1),
  /** One signature line with its newline. */
  cosignature: z.string().max(4096),
})
export type CosignatureSubmission = z.infer<typeof CosignatureSubmission>

/** How many nodes have cosigned that checkpoint now. */
export const CosignatureReply = z.strictObject({ cosignatures: z.int().min(0) })
export type CosignatureReply = z.infer<typeof CosignatureReply>
