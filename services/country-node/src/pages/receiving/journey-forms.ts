import { TravelChange } from '@causeway/schemas/codes'
import { z } from 'zod'
import { arrive } from '../../journey/arrive.ts'
import { changeTravel } from '../../journey/change-travel.ts'
import { reportLostContact } from '../../journey/report-lost-contact.ts'
import type { FormPage } from './form-page.ts'

const HereForm = z.strictObject({ here_kind: z.enum(['travelled_alone', 'already_there']) })

/** She is here though no plan says so: somebody has met her, and words were not used. */
export const hereForm: FormPage<z.infer<typeof HereForm>> = {
  name: 'here',
  action: 'journey.report',
  schema: HereForm,
  fields: () => [
    {
      as: 'radios',
      name: 'here_kind',
      options: { codes: ['travelled_alone', 'already_there'], prefix: 'receive.kind.' },
    },
  ],
  run({ context, exchange, actor, referral, data, remember }) {
    const said = { phoned_in: false, kind: data.here_kind, words: 'not_used' as const }
    return arrive(context, exchange, actor, referral.id, said, remember)
  },
}

const ChangeForm = z.strictObject({ travel_change: TravelChange })

/** The plan does not hold and nobody is missing: the watch ends until a new plan is signed. */
export const changeForm: FormPage<z.infer<typeof ChangeForm>> = {
  name: 'change',
  action: 'journey.report',
  schema: ChangeForm,
  fields: () => [
    {
      as: 'radios',
      name: 'travel_change',
      options: { codes: TravelChange.options, prefix: 'receive.travel_change.' },
    },
  ],
  run({ context, exchange, actor, referral, data, remember }) {
    const change = { reason: data.travel_change }
    return changeTravel(context, exchange, actor, referral.id, change, remember)
  },
}

const LostForm = z.strictObject({ looked_for_her: z.literal('yes') })

/** She was missed, and the quiet search has led nowhere. */
export const lostForm: FormPage<z.infer<typeof LostForm>> = {
  name: 'lost',
  action: 'journey.report',
  schema: LostForm,
  fields: () => [
    {
      as: 'checkboxes',
      name: 'looked_for_her',
      options: { codes: ['yes'], prefix: 'receive.looked_for_her.' },
    },
  ],
  run: ({ context, exchange, actor, referral, remember }) =>
    reportLostContact(context, exchange, actor, referral.id, remember),
}
