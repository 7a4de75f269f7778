import { z } from 'zod'
import {
  CompactJws,
  Digest,
  DirectoryJws,
  Identity,
  MAX_CHECKPOINT_CHARACTERS,
  NodeId,
  RandomId,
  Seconds,
  SigningJwk,
} from '../wire/index.ts'

/** The longest text that is read as evidence, in characters. */
export const MAX_EVIDENCE_CHARACTERS = 64 * 1024 * 1024

/** Where an envelope stands in the hub's log; `hashes` from the leaf up (RFC 6962 section 2.1.1). */
const Inclusion = z.strictObject({
  /** Place in `checkpoints`, from 0. */
  checkpoint: z.int().min(0).max(9_999),
  /** Place in the log, from 0. */
  index: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  hashes: z.array(Digest).max(64),
})

/** An envelope without its ciphertext, what opens its commitment, and all evidence about it. */
const EvidenceEnvelope = z.strictObject({
  envelope: CompactJws,
  salt: Digest,
  /** Identities of all signed objects that were in it, in their order. */
  signed: z.array(Identity).min(1).max(1_000),
  receipts: z.array(CompactJws).max(1_000),
  /** `null` while the exporting node has no proof of a place in the log. */
  inclusion: Inclusion.nullable(),
})
export type EvidenceEnvelope = z.infer<typeof EvidenceEnvelope>

/**
 * All but the seal. The order of members here is the one in which they are written; arrays have one
 * order too (SPEC section 14), so that the same evidence is the same text.
 */
export const UnsealedEvidence = z.strictObject({
  v: z.literal(1),
  referral: RandomId,
  /** Who offered, and to whom. */
  sender: NodeId,
  receiver: NodeId,
  /** Which of the two wrote this down. */
  by: NodeId,
  /** The key that signed the directory: whether it is the right one, the reader has to know. */
  root: SigningJwk,
  directory: DirectoryJws,
  events: z.array(CompactJws).min(1).max(2_000),
  envelopes: z.array(EvidenceEnvelope).max(10_000),
  /** C2SP checkpoints with their cosignatures, each once. */
  checkpoints: z.array(z.string().max(MAX_CHECKPOINT_CHARACTERS)).max(10_000),
  /** Between each checkpoint and the next (RFC 6962 section 2.1.2); `null` where none could be had. */
  joins: z.array(z.array(Digest).max(64).nullable()).max(9_999),
})
export type UnsealedEvidence = z.infer<typeof UnsealedEvidence>

/** What proves what was sent and received in one referral; no contents, no keys to any. */
export const EvidenceBundle = z.strictObject({ ...UnsealedEvidence.shape, seal: CompactJws })
export type EvidenceBundle = z.infer<typeof EvidenceBundle>

/** Payload of the seal (JWS typ `cw-evidence+jws`), by a signing key of the node that exports. */
export const EvidenceSeal = z.strictObject({
  v: z.literal(1),
  referral: RandomId,
  by: NodeId,
  at: Seconds,
  /** SHA-256 over the text of all the rest. */
  sha256: Digest,
})
export type EvidenceSeal = z.infer<typeof EvidenceSeal>
