import { z } from 'zod'
import { Role } from '../codes/index.ts'
import { RandomId, Seconds } from '../wire/index.ts'

/** `POST /people/:id/assignments`, `POST /referrals/:id/assignments`: who works with her. */
export const NewAssignment = z.strictObject({
  /** Pseudonym of a case worker of the organisation, as `GET /staff` gives it. */
  worker: RandomId,
  /** Until somebody ends it when left out. */
  until: Seconds.optional(),
})
export type NewAssignment = z.infer<typeof NewAssignment>

/** `POST /people/:id/assignments/end`, `POST /referrals/:id/assignments/end`. */
export const EndAssignment = z.strictObject({ worker: RandomId })
export type EndAssignment = z.infer<typeof EndAssignment>

/** To whom it was given, or from whom it was taken. */
export const AssignmentChanged = z.strictObject({ id: RandomId, worker: RandomId })

/** A member of staff as colleagues know them. */
const Colleague = z.strictObject({
  worker: RandomId,
  /** As the newest token said; empty when it said nothing. */
  name: z.string(),
  role: Role.optional(),
})

/** `GET` of the same: who is assigned now, longest first. */
export const AssignmentList = z.strictObject({
  assignments: z.array(
    z.strictObject({ ...Colleague.shape, since: Seconds, until: Seconds.optional() }),
  ),
})
export type AssignmentList = z.infer<typeof AssignmentList>

/** `POST /assignments/reassign`: all the open work of one goes to another. */
export const Reassign = z.strictObject({ from: RandomId, to: RandomId })
export type Reassign = z.infer<typeof Reassign>

export const Reassigned = z.strictObject({ moved: z.int().min(0) })

/** `GET /staff`: the people of the caller's organisation who have signed in so far. */
export const StaffList = z.strictObject({ staff: z.array(Colleague) })
export type StaffList = z.infer<typeof StaffList>
