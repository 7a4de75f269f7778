export { type Break, type EvidenceFault, type EvidenceLink, evidenceLinks } from './broken-link.ts'
export { sealEvidence } from './seal-evidence.ts'
export type {
  BrokenEvidence,
  EvidenceGap,
  EvidenceVerdict,
  LoggedAt,
  ProvenEnvelope,
  WholeEvidence,
} from './verdict.ts'
export { verifyEvidence } from './verify-evidence.ts'
export { writeEvidence } from './write-evidence.ts'
