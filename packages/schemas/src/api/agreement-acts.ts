import { z } from 'zod'
import { ExplainedHow, InterpreterMode, NoAnswer, Purpose, ServiceCode } from '../codes/index.ts'
import { ItemCode, Receiver } from '../record/index.ts'
import { CompactJws, RandomId } from '../wire/index.ts'
import { distinct } from './distinct.ts'

export const AgreementPath = z.strictObject({ id: RandomId })

/** `POST /agreements/:id/reaffirm`: she was asked whether it still holds, and said yes. */
export const Reaffirm = z.strictObject({
  lang: z.string().regex(/^[a-z]{3}$/),
  how: ExplainedHow,
  interpreter: InterpreterMode,
})
export type Reaffirm = z.infer<typeof Reaffirm>

/** `POST /agreements/:id/invalidate`: what looked like a yes was none. */
export const Invalidate = z.strictObject({
  reason: z.enum(['duress_doubt', 'capacity_doubt', 'recorded_in_error']),
})
export type Invalidate = z.infer<typeof Invalidate>

export const AgreementChanged = z.strictObject({
  id: RandomId,
  state: z.enum(['reaffirmed', 'invalidated']),
})

/** `POST /people/:id/agreements/preview`: nothing is stored of it. */
export const PreviewAgreement = z.strictObject({
  receiver: Receiver,
  purpose: Purpose,
  services: distinct(z.array(ServiceCode).min(1).max(18)),
  /** Chosen so far; none is chosen for her. */
  items: distinct(z.array(ItemCode).max(60)),
})
export type PreviewAgreement = z.infer<typeof PreviewAgreement>

const ShownItem = z.strictObject({
  code: ItemCode,
  v: z.unknown().optional(),
  none: NoAnswer.optional(),
})

/** Why an item does not go. `story`: not before she is in care, unless she herself wants it to. */
const StaysBecause = z.enum([
  'not_recorded',
  'not_chosen',
  'not_for_this_purpose',
  'not_agreed',
  'policy',
  'story',
])

export const StaysHere = z.array(z.strictObject({ code: ItemCode, because: StaysBecause }))

export const AgreementPreview = z.strictObject({
  they_will_see: z.strictObject({
    /** To say whether they can help. */
    before_acceptance: z.array(ShownItem),
    after_acceptance: z.array(ShownItem),
  }),
  stays_here: StaysHere,
  /** The minimum for these services, of what is recorded; nothing is ticked by it. */
  suggested: z.array(ItemCode),
})
export type AgreementPreview = z.infer<typeof AgreementPreview>

/** `GET /agreements/:id/receipt`: what she can keep; her name is not in it. */
export const AgreementReceiptView = z.strictObject({ receipt: CompactJws })
