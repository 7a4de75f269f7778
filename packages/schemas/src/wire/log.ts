import { z } from 'zod'
import { Digest, Identity } from './primitives.ts'

/** `GET /v1/log/checkpoint`: a C2SP tlog-checkpoint, signed by the hub's log key. */
export const CheckpointReply = z.strictObject({ checkpoint: z.string().max(8192) })
export type CheckpointReply = z.infer<typeof CheckpointReply>

/** `GET /v1/log/proof`: inclusion of one leaf in the tree of a checkpoint (RFC 6962 section 2.1.1). */
export const InclusionProof = z.strictObject({
  identity: Identity,
  index: z.int().min(0),
  size: z.int().min(1),
  hashes: z.array(Digest).max(64),
  checkpoint: z.string().max(8192),
})
export type InclusionProof = z.infer<typeof InclusionProof>

/** `GET /v1/log/consistency`: the tree of `first` leaves is a prefix of that of `second` (2.1.2). */
export const ConsistencyProof = z.strictObject({
  first: z.int().min(1),
  second: z.int().min(1),
  hashes: z.array(Digest).max(64),
})
export type ConsistencyProof = z.infer<typeof ConsistencyProof>
