import { type FollowUpStep, Outcome } from '@causeway/schemas/codes'
import { z } from 'zod'
import { closeReferral } from '../../care/close-referral.ts'
import { confirmInCare } from '../../care/confirm-in-care.ts'
import { recordFollowUp } from '../../care/record-follow-up.ts'
import type { FormPage } from './form-page.ts'

const CareForm = z.strictObject({
  spoken_with_her: z.literal('yes'),
  feedback: z.enum(['outcome', 'none']),
})

/** After somebody has spoken with her in the first safe place: the lead passes. */
export const careForm: FormPage<z.infer<typeof CareForm>> = {
  name: 'care',
  action: 'care.confirm',
  schema: CareForm,
  fields: () => [
    {
      as: 'checkboxes',
      name: 'spoken_with_her',
      options: { codes: ['yes'], prefix: 'receive.spoken.' },
    },
    {
      as: 'radios',
      name: 'feedback',
      options: { codes: ['outcome', 'none'], prefix: 'receive.feedback.' },
    },
  ],
  run({ context, exchange, actor, referral, data: { feedback }, remember }) {
    const said = { phoned_in: false, spoken_with_her: true as const, feedback }
    return confirmInCare(context, exchange, actor, referral.id, said, remember)
  },
}

const FollowUpForm = z.strictObject({
  reached: z.enum(['yes', 'no']),
  follow_up_note: z.string().trim().max(4000).optional(),
})

/** That somebody asked after her; what is noted stays here. */
export const followUpForm = (step: FollowUpStep): FormPage<z.infer<typeof FollowUpForm>> => ({
  name: 'follow-up',
  action: 'follow_up.record',
  schema: FollowUpForm,
  fields: () => [
    {
      as: 'radios',
      name: 'reached',
      options: { codes: ['yes', 'no'], prefix: 'receive.reached.' },
    },
    { as: 'textarea', name: 'follow_up_note', options: { limit: 4000 } },
  ],
  async run({ context, actor, referral, data, remember }) {
    const { reached, follow_up_note: note } = data
    const said = { step, reached: reached === 'yes', ...(note === undefined ? {} : { note }) }
    return (await recordFollowUp(context, actor, referral.id, said, remember)).body
  },
})

const CloseForm = z.strictObject({ outcome: Outcome })

/** How it ended. Before she was in care there is one ending only: that she chose another way. */
export const closeForm: FormPage<z.infer<typeof CloseForm>> = {
  name: 'close',
  action: 'care.close',
  schema: CloseForm,
  fields: (_site, { status }) => [
    {
      as: 'radios',
      name: 'outcome',
      options: {
        codes: status === 'arrived' ? ['chose_other_path'] : Outcome.options,
        prefix: 'receive.outcome.',
      },
    },
  ],
  run: ({ context, exchange, actor, referral, data, remember }) =>
    closeReferral(context, exchange, actor, referral.id, data, remember),
}
