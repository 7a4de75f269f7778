export { commitTo } from './commit.ts'
export { signEnvelope, type UnsignedEnvelope } from './sign-envelope.ts'
export { type VerifiedEnvelope, verifyEnvelope, verifyHeader } from './verify-envelope.ts'
