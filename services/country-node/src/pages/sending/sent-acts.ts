import type { ReferralView } from '@causeway/schemas/api'
import type { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import type { Remember } from '../../api/idempotency.ts'
import { depart } from '../../journey/depart.ts'
import type { StaffActor } from '../../staff/actor.ts'
import type { Action } from '../../staff/permissions.ts'
import { pauseReferral } from '../../stops/pause-referral.ts'
import { recallReferral } from '../../stops/recall-referral.ts'
import { resumeReferral } from '../../stops/resume-referral.ts'
import { withdrawReferral } from '../../withdrawals/withdraw-referral.ts'
import type { PageSite } from '../page-site.ts'
import { standingOf } from './standing.ts'

const YesNo = z.enum(['yes', 'no'])
type Answers = Record<string, string>

/** One act on a page of its own: what it asks, when it is offered, what it does. */
interface SentAct {
  action: Action
  form: z.ZodObject
  isOffered(view: ReferralView): boolean
  run(
    site: PageSite,
    actor: StaffActor,
    id: RandomId,
    answers: Answers,
    remember: Remember,
  ): Promise<object>
}

const isEnded = ({ status }: ReferralView) => standingOf(status).word === 'ended'
const isBeforeCare = (view: ReferralView) => !isEnded(view) && view.status !== 'in_care'

/** In the order in which they are offered. */
export const sentActs = {
  depart: {
    action: 'journey.report',
    form: z.strictObject({ still_wants_to: z.literal('yes'), phoned_in: YesNo }),
    isOffered: ({ plan, position }) => plan.watch !== undefined && position === undefined,
    run: ({ context, exchange }, actor, id, { phoned_in }, remember) => {
      const said = { reaffirmed: true as const, phoned_in: phoned_in === 'yes', leg: 1 }
      return depart(context, exchange, actor, id, said, remember)
    },
  },
  pause: {
    action: 'referral.pause',
    form: z.strictObject({ by_her: YesNo }),
    isOffered: (view) => isBeforeCare(view) && !view.is_paused,
    run: ({ context, exchange }, actor, id, { by_her }, remember) =>
      pauseReferral(context, exchange, actor, id, { by_her: by_her === 'yes' }, remember),
  },
  resume: {
    action: 'referral.resume',
    form: z.strictObject({ on_her_word: YesNo }),
    isOffered: (view) => isBeforeCare(view) && view.is_paused,
    run: ({ context, exchange }, actor, id, { on_her_word }, remember) => {
      const said = { on_her_word: on_her_word === 'yes' }
      return resumeReferral(context, exchange, actor, id, said, remember)
    },
  },
  recall: {
    action: 'referral.recall',
    form: z.strictObject({}),
    isOffered: ({ status, is_recall_requested }) =>
      ['offered', 'under_review', 'accepted', 'planned'].includes(status) && !is_recall_requested,
    run: ({ context, exchange }, actor, id, _answers, remember) =>
      recallReferral(context, exchange, actor, id, remember),
  },
  withdraw: {
    action: 'withdrawal.record',
    form: z.strictObject({}),
    isOffered: (view) => !isEnded(view),
    run: ({ context, exchange }, actor, id, _answers, remember) =>
      withdrawReferral(context, exchange, actor, id, {}, remember),
  },
} as const satisfies Record<string, SentAct>

export const SentActName = z.enum(Object.keys(sentActs) as [keyof typeof sentActs])
export type SentActName = z.infer<typeof SentActName>

export const actOf = (name: SentActName): SentAct => sentActs[name]
