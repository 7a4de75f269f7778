import { z } from 'zod'
import { Digest } from '../wire/index.ts'

/** `GET /audit/verification`: whether the chain of acts still holds from its first entry on. */
export const AuditVerification = z.strictObject({
  /** How many were read and found to hold. */
  entries: z.int().min(0),
  /** Hash of the newest entry: noted down, it shows later that nothing before it was changed. */
  head: Digest,
  /** Number of the first entry that was changed, removed or put in. */
  broken_at: z.int().min(1).optional(),
})
export type AuditVerification = z.infer<typeof AuditVerification>
