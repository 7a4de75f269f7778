import { z } from 'zod'

/** `POST /referrals/:id/pause`: `by_her` when she asked for it. */
export const Pause = z.strictObject({ by_her: z.boolean() })
export type Pause = z.infer<typeof Pause>

/** `POST /referrals/:id/resume`: what she paused goes on only when she says so. */
export const Resume = z.strictObject({ on_her_word: z.boolean().default(false) })
export type Resume = z.infer<typeof Resume>
