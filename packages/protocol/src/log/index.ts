export type { LogTrust, Witness, WitnessKey } from '../suite/index.ts'
export { type Checkpoint, generateLogKey, openCheckpoint, signCheckpoint } from './checkpoint.ts'
export { type Cosignature, cosign, readCosignature } from './cosignature.ts'
export { type EntryKind, leafHash, leafText } from './leaf.ts'
export { EMPTY_ROOT, nodeHash } from './node-hash.ts'
export {
  consistencyNodes,
  consistencyProofFrom,
  inclusionNodes,
  inclusionProofFrom,
} from './proof.ts'
export { nodeReader, type ReadNode, type StoredNode, type TreeNode } from './subtrees.ts'
export { completedBy, rootFrom, rootNodes } from './tree.ts'
export {
  type ConsistencyClaim,
  type InclusionClaim,
  verifyConsistency,
  verifyInclusion,
} from './verify.ts'
export { openWitnessed, quorumOf, type WitnessedCheckpoint } from './witnessed.ts'
