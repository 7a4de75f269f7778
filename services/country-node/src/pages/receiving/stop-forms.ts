import { refuseField } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import { Category } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { confirmRecall } from '../../stops/confirm-recall.ts'
import { pauseReferral } from '../../stops/pause-referral.ts'
import { resumeReferral } from '../../stops/resume-referral.ts'
import { listRestrictions } from '../../withdrawals/restriction-queries.ts'
import { undoInReferral } from '../../withdrawals/undo-in-referral.ts'
import { withdrawReferral } from '../../withdrawals/withdraw-referral.ts'
import { listOf } from '../list-of.ts'
import type { FormPage } from './form-page.ts'

const Sure = z.strictObject({})

/** The sender asks for it back and we agree; what came is destroyed within 7 days. */
export const recallForm: FormPage<z.infer<typeof Sure>> = {
  name: 'recall',
  action: 'referral.confirm_recall',
  schema: Sure,
  fields: () => [],
  run: ({ context, exchange, actor, referral, remember }) =>
    confirmRecall(context, exchange, actor, referral.id, remember),
}

const PauseForm = z.strictObject({ paused_by: z.enum(['her', 'us']) })

/** Halts it; where it stands stays. */
export const pauseForm: FormPage<z.infer<typeof PauseForm>> = {
  name: 'pause',
  action: 'referral.pause',
  schema: PauseForm,
  fields: () => [
    {
      as: 'radios',
      name: 'paused_by',
      options: { codes: ['her', 'us'], prefix: 'receive.paused_by.' },
    },
  ],
  run({ context, exchange, actor, referral, data, remember }) {
    const pause = { by_her: data.paused_by === 'her' }
    return pauseReferral(context, exchange, actor, referral.id, pause, remember)
  },
}

const ResumeForm = z.strictObject({ on_her_word: z.literal('yes').optional() })

/** What she paused goes on only when she says so. */
export const resumeForm: FormPage<z.infer<typeof ResumeForm>> = {
  name: 'resume',
  action: 'referral.resume',
  schema: ResumeForm,
  fields: () => [
    {
      as: 'checkboxes',
      name: 'on_her_word',
      options: { codes: ['yes'], prefix: 'receive.on_her_word.' },
    },
  ],
  fieldOf: { 'pause-is-hers': 'on_her_word' },
  run({ context, exchange, actor, referral, data, remember }) {
    const resume = { on_her_word: data.on_her_word === 'yes' }
    return resumeReferral(context, exchange, actor, referral.id, resume, remember)
  },
}

const WithdrawForm = z
  .strictObject({
    taken_back: z.enum(['all', 'some']),
    taken_groups: listOf(Category).optional(),
  })
  .superRefine(({ taken_back, taken_groups }, context) => {
    if (taken_back === 'all' || taken_groups) return
    refuseField(context, 'taken_groups', 'required')
  })

/** She said stop, here: by word is enough, and nobody asks her why. */
export const withdrawForm: FormPage<z.infer<typeof WithdrawForm>> = {
  name: 'withdraw',
  action: 'withdrawal.record',
  schema: WithdrawForm,
  fields: () => [
    {
      as: 'radios',
      name: 'taken_back',
      options: { codes: ['all', 'some'], prefix: 'receive.taken_back.' },
    },
    {
      as: 'checkboxes',
      name: 'taken_groups',
      options: { codes: Category.options, prefix: 'group.' },
    },
  ],
  run({ context, exchange, actor, referral, data, remember }) {
    const { taken_back, taken_groups } = data
    const wish = taken_back === 'some' && taken_groups ? { groups: taken_groups } : {}
    return withdrawReferral(context, exchange, actor, referral.id, wish, remember)
  },
}

const UndoForm = z.strictObject({ withdrawal: RandomId, with_her: z.literal('yes') })

/** She takes back what she took back last, in the presence of a worker. */
export const undoForm: FormPage<z.infer<typeof UndoForm>> = {
  name: 'undo',
  action: 'withdrawal.undo',
  schema: UndoForm,
  fields: () => [
    {
      as: 'checkboxes',
      name: 'with_her',
      options: { codes: ['yes'], prefix: 'receive.with_her.' },
    },
  ],
  async about({ context }, _reader, { id }) {
    const restrictions = await listRestrictions(context.db, id)
    const last = restrictions.findLast(({ undone_at }) => undone_at === null)
    if (!last) throw new Problem('transition-refused')
    return { hidden: { withdrawal: last.withdrawal } }
  },
  run({ context, exchange, actor, referral: { id }, data, remember }) {
    const { withdrawal } = data
    return undoInReferral(context, exchange, actor, { id, withdrawal }, remember)
  },
}
