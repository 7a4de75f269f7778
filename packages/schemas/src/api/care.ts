import { z } from 'zod'
import { FollowUpStep, Outcome } from '../codes/index.ts'
import { eventData } from '../record/index.ts'
import { RandomId, Seconds } from '../wire/index.ts'

/** `POST /referrals/:id/in-care`: in the first safe place, after speaking with her. */
export const ConfirmInCare = z.strictObject({
  /** When, if it is phoned in later; now, if not said. */
  when: Seconds.optional(),
  phoned_in: z.boolean(),
  /** Whether she agrees that the sender learns how it ended. */
  feedback: eventData.in_care.shape.feedback,
  spoken_with_her: z.literal(true),
})
export type ConfirmInCare = z.infer<typeof ConfirmInCare>

export const CloseReferral = z.strictObject({ outcome: Outcome })
export type CloseReferral = z.infer<typeof CloseReferral>

/** `POST /referrals/:id/follow-ups`: somebody asked after her, and reached her or not. */
export const RecordFollowUp = z.strictObject({
  step: FollowUpStep,
  reached: z.boolean(),
  note: z.string().trim().min(1).max(4000).optional(),
})
export type RecordFollowUp = z.infer<typeof RecordFollowUp>

export const FollowUpRecorded = z.strictObject({ id: RandomId, step: FollowUpStep })

/** `GET /referrals/:id/follow-ups`: in the order in which they fall due. */
export const FollowUpList = z.strictObject({
  follow_ups: z.array(
    z.strictObject({
      step: FollowUpStep,
      due_at: z.iso.datetime(),
      done_at: z.iso.datetime().optional(),
      reached: z.boolean().optional(),
      note: z.string().optional(),
    }),
  ),
})
export type FollowUpList = z.infer<typeof FollowUpList>

/** `GET /follow-ups/due`: whom to ask after now, longest due first. */
export const FollowUpsDue = z.strictObject({
  due: z.array(
    z.strictObject({ referral: RandomId, step: FollowUpStep, due_at: z.iso.datetime() }),
  ),
})
export type FollowUpsDue = z.infer<typeof FollowUpsDue>
