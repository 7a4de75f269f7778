import { z } from 'zod'
import { Category, LegalBasis, Receiver } from '../record/index.ts'
import { RandomId } from '../wire/index.ts'
import { Period, pageOf } from './audit.ts'

/** `GET /disclosures`: all that is asked for must hold. */
export const RegisterQuery = z.strictObject({
  ...Period.shape,
  ...pageOf,
  referral: RandomId.optional(),
  person: RandomId.optional(),
})
export type RegisterQuery = z.infer<typeof RegisterQuery>

/**
 * What a receiver said to a withdrawal that reaches what it was sent: `waiting` within its 72 hours,
 * `silent` after them, `restricted` once it holds to it, `undone` when she took it back.
 */
export const WithdrawalAnswer = z.enum(['waiting', 'silent', 'restricted', 'undone'])
export type WithdrawalAnswer = z.infer<typeof WithdrawalAnswer>

/** One line of the register of disclosures: which kinds of item, never what was in them. */
export const RegisterLine = z.strictObject({
  at: z.iso.datetime(),
  referral: RandomId,
  person: RandomId,
  /** The organisation that sent it, of this node. */
  from: RandomId,
  to: Receiver,
  /** Before the acceptance, after it, or of her story. */
  tier: z.enum(['t1', 't2', 't3']),
  groups: z.array(Category),
  agreement: RandomId,
  /** GDPR articles 6(1) and 9(2) by their letters, each pair once. */
  bases: z.array(LegalBasis),
  withdrawals: z.array(z.strictObject({ at: z.iso.datetime(), answer: WithdrawalAnswer })),
})
export type RegisterLine = z.infer<typeof RegisterLine>

export const RegisterPage = z.strictObject({
  disclosures: z.array(RegisterLine),
  /** `after` of the next page; absent on the last. */
  next: z.string().optional(),
})
export type RegisterPage = z.infer<typeof RegisterPage>
