import { defineView } from '@causeway/page-kit'
import { type ProblemCode, problems } from '@causeway/schemas/problems'
import { z } from 'zod'

/** Refusals that have words of their own on pages: why, and what to do about it. */
export const Refused = z.enum([
  'session-ended',
  'sign-in-refused',
  'step-up-missing',
  'form-forged',
  'not-assigned',
  'nobody-awaited',
  'training-missing',
  'restricted',
  'referral-ended',
  'packet-not-here',
  'plan-changed',
  'meeting-tries-used',
  'follow-up-done',
  'idempotency-key-reused',
  'changed',
])
export type Refused = z.infer<typeof Refused>

/** What a refusal is called on a page; all that clash with how things stand now, and have no words
 * of their own, are `changed`. Nothing for those that only the shared page has words for. */
export function refusedAs(code: ProblemCode): Refused | undefined {
  const own = Refused.safeParse(code)
  if (own.success) return own.data
  return problems[code].status === 409 ? 'changed' : undefined
}

export const refusedView = defineView(
  'frame/refused',
  z.strictObject({
    code: Refused,
    goOn: z.strictObject({ href: z.string().startsWith('/'), isSignIn: z.boolean() }),
  }),
)
