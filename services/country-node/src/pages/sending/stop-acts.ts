import { refuseField } from '@causeway/page-kit'
import { Category } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { pauseReferral } from '../../stops/pause-referral.ts'
import { recallReferral } from '../../stops/recall-referral.ts'
import { resumeReferral } from '../../stops/resume-referral.ts'
import { undoInReferral } from '../../withdrawals/undo-in-referral.ts'
import { withdrawReferral } from '../../withdrawals/withdraw-referral.ts'
import { listOf } from '../list-of.ts'
import { groupsOf } from './groups-of.ts'
import { type Handover, isBeforeCare, isEnded } from './handover.ts'
import { act, YesNo, yesNo } from './sent-act.ts'
import { stopName } from './show-stops.ts'

const WithdrawForm = z
  .strictObject({
    stop_what: z.enum(['all', 'some']),
    stop_groups: listOf(Category).optional(),
  })
  .superRefine(({ stop_what, stop_groups }, context) => {
    const isMissing = stop_what === 'some' && !stop_groups
    if (isMissing) refuseField(context, 'stop_groups', 'required')
    if (stop_what === 'all' && stop_groups) refuseField(context, 'stop_groups', 'one_answer')
  })

const untouched = ['offered', 'under_review', 'accepted', 'planned']

/** What she can still take back, and in time. */
const undoable = ({ view, now }: Handover) =>
  view.restrictions.filter(({ is_undone, undo_until }) => !is_undone && now <= new Date(undo_until))

/** In the order in which they are offered. */
export const stopActs = {
  pause: act({
    action: 'referral.pause',
    form: z.strictObject({ by_her: YesNo }),
    fields: () => [yesNo('by_her')],
    against: (it) => (isBeforeCare(it) && !it.view.is_paused ? undefined : 'hidden'),
    run: ({ site: { context, exchange }, actor, id, data, remember }) =>
      pauseReferral(context, exchange, actor, id, { by_her: data.by_her === 'yes' }, remember),
  }),
  resume: act({
    action: 'referral.resume',
    form: z.strictObject({ she_says_so: YesNo }),
    fields: () => [yesNo('she_says_so')],
    against: (it) => (isBeforeCare(it) && it.view.is_paused ? undefined : 'hidden'),
    run({ site: { context, exchange }, actor, id, data, remember }) {
      const said = { on_her_word: data.she_says_so === 'yes' }
      return resumeReferral(context, exchange, actor, id, said, remember)
    },
  }),
  recall: act({
    action: 'referral.recall',
    form: z.strictObject({}),
    fields: () => [],
    against: (it) => {
      if (!isBeforeCare(it) || it.view.position === 'arrived') return 'hidden'
      if (!untouched.includes(it.view.status)) return 'she_left'
      return it.view.is_recall_requested ? 'recall_asked' : undefined
    },
    run: ({ site: { context, exchange }, actor, id, remember }) =>
      recallReferral(context, exchange, actor, id, remember),
  }),
  withdraw: act({
    action: 'withdrawal.record',
    form: WithdrawForm,
    fields: async ({ referral }, { site, language }) => {
      const translate = site.pages.translate(language)
      const groups = await groupsOf(site.context, referral)
      const choices = groups.map((value) => ({ value, text: translate(`group.${value}`) }))
      return [
        {
          as: 'radios',
          name: 'stop_what',
          options: { codes: ['all', 'some'], prefix: 'send.stop_what.' },
        },
        { as: 'checkboxes', name: 'stop_groups', choices },
      ]
    },
    against: (it) => (isEnded(it) ? 'hidden' : undefined),
    run({ site: { context, exchange }, actor, id, data, remember }) {
      const { stop_groups: groups } = data
      return withdrawReferral(context, exchange, actor, id, groups ? { groups } : {}, remember)
    },
  }),
  undo: act({
    action: 'withdrawal.undo',
    form: z.strictObject({ withdrawal: RandomId, says_so: z.literal('yes') }),
    fields: (it, reader) => [
      {
        as: 'radios',
        name: 'withdrawal',
        choices: undoable(it).map((one) => ({
          value: one.withdrawal,
          text: stopName(reader, one),
        })),
      },
      {
        as: 'checkboxes',
        name: 'says_so',
        options: { codes: ['yes'], prefix: 'send.says_so.' },
      },
    ],
    values: (it) => {
      const [only, ...others] = undoable(it)
      return only && others.length === 0 ? { withdrawal: only.withdrawal } : {}
    },
    against: (it) => {
      const open = it.view.restrictions.filter(({ is_undone }) => !is_undone)
      if (open.length === 0) return 'hidden'
      return undoable(it).length > 0 ? undefined : 'too_late'
    },
    run: ({ site: { context, exchange }, actor, id, data, remember }) =>
      undoInReferral(context, exchange, actor, { id, withdrawal: data.withdrawal }, remember),
  }),
} as const
