export { signAgreementReceipt, verifyAgreementReceipt } from './agreement-receipt.ts'
export { hashBody, readBody, writeBody } from './body.ts'
export {
  type Addressing,
  fitsEnvelope,
  openContent,
  type SealedContent,
  sealContent,
  signedIn,
} from './content.ts'
export { signGrant, verifyGrant } from './grant.ts'
export { hashPlan, readPlan, watchOf } from './plan.ts'
export { passCustody, verifyCustody } from './sd-jwt/custody.ts'
export type { HeldDisclosure, IssuedRecord } from './sd-jwt/disclosure.ts'
export { issueRecord, type RecordToIssue } from './sd-jwt/issue-record.ts'
export { mergeDisclosures } from './sd-jwt/merge-disclosures.ts'
export { presentRecord } from './sd-jwt/present-record.ts'
export { type RecordRandomness, recordRandomness } from './sd-jwt/randomness.ts'
export {
  type VerifiedPresentation,
  type VerifiedRecord,
  verifyHeld,
  verifyPresentation,
} from './sd-jwt/verify-presentation.ts'
