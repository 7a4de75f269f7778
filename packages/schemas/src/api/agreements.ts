import { z } from 'zod'
import { ExplainedHow, InterpreterMode, Purpose } from '../codes/index.ts'
import {
  Category,
  categoryOf,
  ItemCode,
  LegalBasis,
  Receiver,
  specialGroups,
} from '../record/index.ts'
import { RandomId } from '../wire/index.ts'
import { distinct } from './distinct.ts'
import { NoticeNamed } from './notices.ts'

/** What was put to her, and how. */
const question = {
  receiver: Receiver,
  purpose: Purpose,
  items: distinct(z.array(ItemCode).min(1).max(60)),
  notice: NoticeNamed.extend({ id: z.literal('agreement_to_share') }),
  /** ISO 639-2/T, of the wording. */
  lang: z.string().regex(/^[a-z]{3}$/),
  /** The exact wording, to the character: its hash is signed, it is kept sealed. */
  text: z.string().min(1).max(20_000),
  how: ExplainedHow,
  interpreter: InterpreterMode,
  /** Whom the receiver may tell, and whom never, in her words; kept sealed, it does not travel. */
  may_be_told: z.string().trim().min(1).max(1000).optional(),
}

/** She said yes. */
export const AgreementGiven = z
  .strictObject({
    ...question,
    answer: z.literal('given'),
    /** What the law allows the use of each group by, beside her agreement. */
    basis: z.partialRecord(Category, LegalBasis),
    /** Items of her story that she herself wants to go before she is in care. */
    release: distinct(z.array(ItemCode).min(1).max(60)).optional(),
    expires_in_days: z.int().min(1).max(365),
    /** An earlier agreement for the same receiver and purpose, which this one takes the place of. */
    supersedes: RandomId.optional(),
  })
  .superRefine(({ items, basis, release = [] }, context) => {
    const broken = (rule: string, path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message: rule, params: { rule }, path })
    const groups = new Set(items.map(categoryOf))
    for (const group of groups) {
      if (!basis[group]) broken('required', ['basis', group])
      else if (specialGroups.includes(group) && !basis[group].art9) {
        broken('required', ['basis', group, 'art9'])
      }
    }
    for (const group of Object.keys(basis) as Category[]) {
      if (!groups.has(group)) broken('unrecognized_key', ['basis', group])
    }
    for (const [n, code] of release.entries()) {
      if (categoryOf(code) !== 'narrative') broken('not_story', ['release', n])
      else if (!items.includes(code)) broken('not_agreed', ['release', n])
    }
  })
export type AgreementGiven = z.infer<typeof AgreementGiven>

/** She said no: kept, so that nobody asks again as if it had not been asked. */
export const AgreementRefused = z.strictObject({ ...question, answer: z.literal('refused') })
export type AgreementRefused = z.infer<typeof AgreementRefused>

/** `POST /people/:id/agreements`: what she was asked, as it was put to her, and what she said. */
export const NewAgreement = z.discriminatedUnion('answer', [AgreementGiven, AgreementRefused])
export type NewAgreement = z.infer<typeof NewAgreement>

const AgreementState = z.enum([
  'requested',
  'refused',
  'given',
  'reaffirmed',
  'withdrawn',
  'expired',
  'superseded',
  'invalidated',
])

/** `expires_at` of one that was given. */
export const AgreementCreated = z.strictObject({
  id: RandomId,
  state: z.enum(['given', 'refused']),
  expires_at: z.iso.datetime().optional(),
})

const AgreementView = z.strictObject({
  id: RandomId,
  receiver: Receiver,
  purpose: Purpose,
  items: z.array(ItemCode),
  state: AgreementState,
  /** What of it may be used now. */
  items_in_force: z.array(ItemCode),
  valid_from: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  in_force: z.boolean(),
})

/** `GET /people/:id/agreements`: newest first. */
export const AgreementList = z.strictObject({ agreements: z.array(AgreementView) })
