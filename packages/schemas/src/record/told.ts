import { z } from 'zod'
import { Role, TellingForm } from '../codes/index.ts'
import { RandomId, Seconds } from '../wire/index.ts'
import { ItemCode } from './items.ts'

/** To whom something was told: an organisation and a role, never a name. */
export const ToldTo = z.strictObject({ org: RandomId, role: Role })
export type ToldTo = z.infer<typeof ToldTo>

/** One line of the already-told ledger. */
export const Telling = z.strictObject({
  topic: ItemCode,
  to: ToldTo,
  at: Seconds,
  form: TellingForm,
  /** Whether what was told then can be used instead of asking again. */
  is_reusable: z.boolean(),
  /** Only what was asked counts: she may always tell. */
  was_asked: z.boolean(),
  /** Why a topic was asked about that had been told, or that she did not want to speak of. */
  because: z.string().trim().min(1).max(500).optional(),
})
export type Telling = z.infer<typeof Telling>

/** A topic that a receiver need not, or should not, ask her about. */
export const DoNotAsk = z.strictObject({
  topic: ItemCode,
  because: z.enum(['told', 'declined_to_say']),
  /** How often she was asked about it, statutory interviews apart. */
  times_asked: z.int().min(0).max(1000),
  /** The last time it was told, when it was. */
  last: z.strictObject({ to: ToldTo, at: Seconds, form: TellingForm }).optional(),
})
export type DoNotAsk = z.infer<typeof DoNotAsk>
