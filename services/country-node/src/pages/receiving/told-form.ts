import { refuseField } from '@causeway/page-kit'
import { NewTelling } from '@causeway/schemas/api'
import { TellingForm } from '@causeway/schemas/codes'
import { ItemCode, Telling } from '@causeway/schemas/record'
import { z } from 'zod'
import { tellInReferral } from '../../telling/tell-in-referral.ts'
import { topicChoices } from '../topic-choices.ts'
import type { FormPage } from './form-page.ts'

const YesNo = z.enum(['yes', 'no'])

const ToldForm = z
  .strictObject({
    told_topic: ItemCode,
    told_form: TellingForm,
    told_asked: YesNo,
    told_because: Telling.shape.because,
    told_reusable: YesNo,
  })
  .superRefine((said, context) => {
    if (NewTelling.safeParse(tellingOf(said)).success) return
    refuseField(context, 'told_asked', 'not_asked_in_this_form')
  })
type ToldForm = z.infer<typeof ToldForm>

const tellingOf = (said: ToldForm): NewTelling => ({
  topic: said.told_topic,
  form: said.told_form,
  was_asked: said.told_asked === 'yes',
  is_reusable: said.told_reusable === 'yes',
  ...(said.told_because === undefined ? {} : { because: said.told_because }),
})

/**
 * What she told here, and whether she was asked. Asking about what she has told already needs a
 * reason, and both sides count it.
 */
export const toldForm: FormPage<ToldForm> = {
  name: 'tell',
  action: 'telling.record',
  schema: ToldForm,
  fields: (_site, _referral, reader) => [
    { as: 'select', name: 'told_topic', choices: topicChoices(reader) },
    {
      as: 'radios',
      name: 'told_form',
      options: { codes: TellingForm.options, prefix: 'receive.told_form.' },
    },
    {
      as: 'radios',
      name: 'told_asked',
      options: { codes: YesNo.options, prefix: 'receive.told_asked.' },
    },
    { as: 'textarea', name: 'told_because', options: { limit: 500 } },
    {
      as: 'radios',
      name: 'told_reusable',
      options: { codes: YesNo.options, prefix: 'receive.told_reusable.' },
    },
  ],
  fieldOf: { 'already-told': 'told_because' },
  async run({ context, exchange, actor, referral: { id }, data, remember }) {
    const telling = { id, ...tellingOf(data) }
    return (await tellInReferral(context, exchange, actor, telling, remember)).body
  },
}
