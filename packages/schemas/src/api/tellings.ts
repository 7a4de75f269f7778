import { z } from 'zod'
import { TellingForm } from '../codes/index.ts'
import { DoNotAsk, ItemCode, Telling } from '../record/index.ts'
import { NodeId, RandomId, Seconds } from '../wire/index.ts'

/** Nobody asks for what she says of herself, or what a document says. */
const neverAsked: readonly TellingForm[] = ['volunteered', 'document']

const isConsistent = ({ form, was_asked }: { form: TellingForm; was_asked: boolean }) =>
  !(was_asked && neverAsked.includes(form))

const refusal = { path: ['was_asked'], params: { rule: 'not_asked_in_this_form' } }

/** How something was told. `because`: why she was asked about what she had told already. */
const how = {
  form: TellingForm,
  was_asked: Telling.shape.was_asked,
  because: Telling.shape.because,
}

export const ToldHow = z.strictObject(how).refine(isConsistent, refusal)
export type ToldHow = z.infer<typeof ToldHow>

/** `POST /people/:id/tellings`, `POST /referrals/:id/tellings`: told, and not written down as an item. */
export const NewTelling = z
  .strictObject({ topic: ItemCode, ...how, is_reusable: Telling.shape.is_reusable })
  .refine(isConsistent, refusal)
export type NewTelling = z.infer<typeof NewTelling>

/** Her own account, which is there already and signed by the node that she gave it to. */
export const EarlierAccount = z.strictObject({
  item: ItemCode,
  at: Seconds,
  /** Absent when she gave it here. */
  origin: NodeId.optional(),
})
export type EarlierAccount = z.infer<typeof EarlierAccount>

/** `earlier_account`: to be offered first, when an authority has to hear her by law. */
export const TellingRecorded = z.strictObject({
  id: RandomId,
  earlier_account: EarlierAccount.optional(),
})

/** How often she was asked about one topic, and of how it was told last. */
export const ToldTopic = z.strictObject({
  ...DoNotAsk.shape,
  /** Statutory interviews about it, as far as this node knows of them. */
  statutory: z.int().min(0),
  /** Whether what was told can be used instead of asking again, where this node knows. */
  is_reusable: z.boolean().optional(),
})
export type ToldTopic = z.infer<typeof ToldTopic>

/** `GET /people/:id/told`, `GET /referrals/:id/told`: the already-told ledger. */
export const ToldView = z.strictObject({
  /** In the order of their codes. */
  topics: z.array(ToldTopic),
  /** How often she was asked about one topic, the one that she was asked about most. */
  times_asked: z.int().min(0),
  /** The same of statutory interviews. */
  statutory: z.int().min(0),
  account: EarlierAccount.optional(),
  /** What was asked here though it had been told, and why; newest first. */
  asked_again: z.array(Telling),
})
export type ToldView = z.infer<typeof ToldView>
