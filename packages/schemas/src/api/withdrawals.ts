import { z } from 'zod'
import { Category, Receiver } from '../record/index.ts'
import { RandomId } from '../wire/index.ts'
import { distinct } from './distinct.ts'

/** `POST /people/:id/withdrawal` and `POST /referrals/:id/withdraw`: absent groups are all. */
export const Withdraw = z.strictObject({
  groups: distinct(z.array(Category).min(1).max(12)).optional(),
})
export type Withdraw = z.infer<typeof Withdraw>

/** Taking a withdrawal back is her own decision, said to a worker who is with her. */
export const UndoWithdrawal = z.strictObject({ with_her: z.literal(true) })

export const WithdrawalPath = z.strictObject({ id: RandomId, withdrawal: RandomId })
export type WithdrawalPath = z.infer<typeof WithdrawalPath>

const UndoneUntil = { undo_until: z.iso.datetime() }

export const WithdrawalMade = z.strictObject({ id: RandomId, ...UndoneUntil })
export const WithdrawalUndone = z.strictObject({ id: RandomId })

/** Who was told, and whether that side has said that it holds to it. */
const WithdrawalRecipient = z.strictObject({
  referral: RandomId,
  to: Receiver,
  is_told: z.boolean(),
  answered: z.boolean(),
})

/** `GET /people/:id/withdrawals`: newest first. Nothing is destroyed by a withdrawal alone. */
export const WithdrawalList = z.strictObject({
  withdrawals: z.array(
    z.strictObject({
      id: RandomId,
      groups: z.array(Category).optional(),
      at: z.iso.datetime(),
      /** The referral through which it came, when she said it to somebody elsewhere. */
      came_by: RandomId.optional(),
      ...UndoneUntil,
      undone_at: z.iso.datetime().optional(),
      /** Until then the keys of what it is about are kept in any case. */
      keys_kept_until: z.iso.datetime(),
      recipients: z.array(WithdrawalRecipient),
    }),
  ),
})
export type WithdrawalList = z.infer<typeof WithdrawalList>

/** A restriction of one referral, as either side sees it. */
export const RestrictionView = z.strictObject({
  withdrawal: RandomId,
  groups: z.array(Category).optional(),
  at: z.iso.datetime(),
  ...UndoneUntil,
  is_undone: z.boolean(),
  /** Whether the side that did not record it has answered. */
  answered: z.boolean(),
})
export type RestrictionView = z.infer<typeof RestrictionView>
