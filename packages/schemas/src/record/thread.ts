import { z } from 'zod'

const Words = z.string().trim().min(1).max(2000)

/** Body of `asked`: beside its code a question may have words. */
export const Question = z.strictObject({
  text: Words.optional(),
  /** Why it touches a topic that is not to be asked about. */
  because: Words.optional(),
})
export type Question = z.infer<typeof Question>

/** Body of `answered`. */
export const Answer = z.strictObject({ text: Words })
export type Answer = z.infer<typeof Answer>
