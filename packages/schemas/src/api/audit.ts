import { z } from 'zod'
import { Purpose, Role } from '../codes/index.ts'
import { Category } from '../record/index.ts'
import { Digest, RandomId } from '../wire/index.ts'

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

/** `POST /audit/checks`: the check that was begun, or the one that runs already. */
export const AuditCheckBegun = z.strictObject({ id: RandomId, status: z.literal('running') })
export type AuditCheckBegun = z.infer<typeof AuditCheckBegun>

/** A check of the whole chain, running or ended. */
export const AuditCheck = z.strictObject({
  id: RandomId,
  /** `interrupted`: whoever was checking is gone, and nothing was found out. */
  status: z.enum(['running', 'whole', 'broken', 'interrupted']),
  begun_at: z.iso.datetime(),
  ended_at: z.iso.datetime().optional(),
  /** How many were found to hold so far, of how many there were when it began. */
  entries: z.int().min(0),
  total: z.int().min(0),
  /** Hash of entry `total`, as the chain said when it began: to be noted with the number. */
  head: Digest,
  broken_at: z.int().min(1).optional(),
  per_second: z.int().min(1).optional(),
  seconds_left: z.int().min(0).optional(),
})
export type AuditCheck = z.infer<typeof AuditCheck>

/** `GET /audit/checks`: the newest twenty, newest first. */
export const AuditCheckList = z.strictObject({ checks: z.array(AuditCheck) })
export type AuditCheckList = z.infer<typeof AuditCheckList>

/** What a list is read by, a page at a time. */
export const pageOf = {
  /** `next` of the page before. */
  after: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** When something happened: from a moment on, and before another one. */
export const Period = z.strictObject({
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
})

/** `GET /audit/entries`: all that is asked for must hold. */
export const AuditQuery = z.strictObject({
  ...Period.shape,
  ...pageOf,
  referral: RandomId.optional(),
  person: RandomId.optional(),
  worker: RandomId.optional(),
})
export type AuditQuery = z.infer<typeof AuditQuery>

/** Who did what, when, on what and why: codes and ids, never a value. */
export const AuditLine = z.strictObject({
  /** Its number in the chain. */
  n: z.int(),
  at: z.iso.datetime().optional(),
  /** `unreadable`: the text of the entry was changed into something that is none. */
  act: z.string(),
  /** Without it the node did it by itself. */
  by: z
    .strictObject({
      /** Of a worker; of herself the window that she came through. */
      pseudonym: RandomId,
      role: z.union([Role, z.literal('survivor')]),
      org: RandomId,
    })
    .optional(),
  subject: z.string().optional(),
  /** What the subject belongs to, where that is known. */
  referral: RandomId.optional(),
  person: RandomId.optional(),
  /** Groups of the items that it was about. */
  groups: z.array(Category).optional(),
  purpose: z.union([Purpose, z.literal('care')]).optional(),
  reason: z.string().optional(),
})
export type AuditLine = z.infer<typeof AuditLine>

export const AuditPage = z.strictObject({
  entries: z.array(AuditLine),
  /** `after` of the next page; absent on the last. */
  next: z.string().optional(),
})
export type AuditPage = z.infer<typeof AuditPage>
