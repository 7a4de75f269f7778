import { z } from 'zod'
import {
  ExplainedHow,
  InterpreterMode,
  LawfulBasis,
  Purpose,
  SpecialCondition,
} from '../codes/index.ts'
import { Digest, NodeId, RandomId, Seconds } from '../wire/index.ts'
import { Category, categoryOf, ItemCode } from './items.ts'

/** An agreement lasts twelve months at most. */
export const AGREEMENT_LIFETIME_SECONDS = 366 * 24 * 60 * 60

/** The one organisation that an agreement or a referral names. */
export const Receiver = z.strictObject({ node: NodeId, org: RandomId })
export type Receiver = z.infer<typeof Receiver>

/** The versioned text that was put to her, by the hash of its exact wording. */
export const NoticeRef = z.strictObject({
  id: z.string().regex(/^[a-z_]{1,40}$/),
  version: z.int().min(1).max(1000),
  lang: z.string().regex(/^[a-z]{3}$/),
  sha256: Digest,
})
export type NoticeRef = z.infer<typeof NoticeRef>

/** What the law allows the use of a group of items by, beside her agreement. */
export const LegalBasis = z.strictObject({
  art6: LawfulBasis,
  art9: SpecialCondition.optional(),
})
export type LegalBasis = z.infer<typeof LegalBasis>

/**
 * Her agreement as it travels (JWS typ `cw-grant+jws`), one for each group of items: which of them
 * may go to whom, for what, until when, and on which exact wording (`text_sha256`) it was given.
 * `person` is an id made for this receiver only, so that two receivers cannot join what they hold.
 */
export const Grant = z
  .strictObject({
    gid: RandomId,
    /** The agreement that this is one part of. */
    agreement: RandomId,
    person: RandomId,
    group: Category,
    items: z.array(ItemCode).min(1).max(60),
    purpose: Purpose,
    to: Receiver,
    nbf: Seconds,
    exp: Seconds,
    lang: z.string().regex(/^[a-z]{3}$/),
    text_sha256: Digest,
    notice: NoticeRef,
    basis: LegalBasis,
    how: ExplainedHow,
    interpreter: InterpreterMode,
    /** She herself wants these items to go before she is in care. */
    release: z.literal(true).optional(),
    /** Pseudonym of the worker who recorded it. */
    by: RandomId,
  })
  .refine((grant) => grant.exp > grant.nbf && grant.exp - grant.nbf <= AGREEMENT_LIFETIME_SECONDS, {
    path: ['exp'],
    error: 'at most twelve months after nbf',
  })
  .refine(({ group, items }) => items.every((code) => categoryOf(code) === group), {
    path: ['items'],
    error: 'items of its group only',
  })
export type Grant = z.infer<typeof Grant>
