import { z } from 'zod'
import { ExplainedHow, InterpreterMode, Purpose } from '../codes/index.ts'
import { ItemCode, Receiver } from '../record/index.ts'
import { RandomId } from '../wire/index.ts'
import { distinct } from './distinct.ts'

/** `POST /people/:id/agreements`: what she agreed to, as it was put to her. */
export const NewAgreement = z.strictObject({
  receiver: Receiver,
  purpose: Purpose,
  items: distinct(z.array(ItemCode).min(1).max(60)),
  expires_in_days: z.int().min(1).max(365),
  /** ISO 639-2/T, of the wording. */
  lang: z.string().regex(/^[a-z]{3}$/),
  /** The exact wording, to the character: its hash is signed, it is kept sealed. */
  text: z.string().min(1).max(20_000),
  how: ExplainedHow,
  interpreter: InterpreterMode,
})
export type NewAgreement = z.infer<typeof NewAgreement>

export const AgreementCreated = z.strictObject({
  id: RandomId,
  expires_at: z.iso.datetime(),
})

const AgreementView = z.strictObject({
  id: RandomId,
  receiver: Receiver,
  purpose: Purpose,
  items: z.array(ItemCode),
  valid_from: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  in_force: z.boolean(),
})

/** `GET /people/:id/agreements`: newest first. */
export const AgreementList = z.strictObject({ agreements: z.array(AgreementView) })
