import { z } from 'zod'
import { ExplainedHow, InterpreterMode, Purpose } from '../codes/index.ts'
import { Digest, NodeId, RandomId, Seconds } from '../wire/index.ts'
import { ItemCode } from './items.ts'

/** An agreement lasts twelve months at most. */
export const AGREEMENT_LIFETIME_SECONDS = 366 * 24 * 60 * 60

/** The one organisation that an agreement or a referral names. */
export const Receiver = z.strictObject({ node: NodeId, org: RandomId })
export type Receiver = z.infer<typeof Receiver>

/**
 * Her agreement as it travels (JWS typ `cw-grant+jws`): which items may go to whom, for what, until
 * when, and on which exact wording (`text_sha256`) it was given. `person` is an id made for this
 * receiver only, so that two receivers cannot join what they hold.
 */
export const Grant = z
  .strictObject({
    gid: RandomId,
    person: RandomId,
    items: z.array(ItemCode).min(1),
    purpose: Purpose,
    to: Receiver,
    nbf: Seconds,
    exp: Seconds,
    lang: z.string().regex(/^[a-z]{3}$/),
    text_sha256: Digest,
    how: ExplainedHow,
    interpreter: InterpreterMode,
    /** Pseudonym of the worker who recorded it. */
    by: RandomId,
  })
  .refine((grant) => grant.exp > grant.nbf && grant.exp - grant.nbf <= AGREEMENT_LIFETIME_SECONDS, {
    path: ['exp'],
    error: 'at most twelve months after nbf',
  })
export type Grant = z.infer<typeof Grant>
