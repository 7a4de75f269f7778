import { RiskLevel, TravelMode } from '@causeway/schemas/codes'
import { PlanHalf, PlanText } from '@causeway/schemas/record'
import { z } from 'zod'
import { seconds } from '../../context.ts'
import { proposePlan } from '../../journey/propose-plan.ts'
import { ClockTime, secondsAt } from '../clock-time.ts'
import type { FormPage } from './form-page.ts'

const { meeting, first_night } = PlanText.shape
const { first, second, duty_phone } = PlanHalf.shape.on_call.element.shape
const { note } = PlanHalf.shape.risk.shape

const PlanForm = z
  .strictObject({
    travel_from: first_night,
    travel_to: first_night,
    travel_mode: TravelMode,
    departs_at: ClockTime,
    due_at: ClockTime,
    meeting_place: meeting.shape.place,
    meeter: meeting.shape.meeter,
    look: meeting.shape.look,
    first_night,
    risk_here: RiskLevel,
    risk_valid_until: z.iso.date(),
    risk_note: note,
    on_call_first: first,
    on_call_second: second,
    on_call_phone: duty_phone,
  })
  .superRefine(({ departs_at, due_at }, context) => {
    if (due_at > departs_at) return
    const rule = 'after_departure'
    context.addIssue({ code: 'custom', params: { rule }, message: rule, path: ['due_at'] })
  })

/** How late she may be before both sides are alarmed. */
const GRACE_MINUTES = 60

const line = (name: string) => ({ as: 'input', name }) as const
const clock = (name: string) =>
  ({ as: 'input', name, options: { type: 'datetime-local' } }) as const

/**
 * Who meets her, where she sleeps first, and this side's own assessment of the risk: signed here
 * first. One way without a change; a longer one is proposed by the other side or by the API.
 */
export const planForm: FormPage<z.infer<typeof PlanForm>> = {
  name: 'plan',
  action: 'plan.sign',
  schema: PlanForm,
  fields: () => [
    line('travel_from'),
    line('travel_to'),
    {
      as: 'select',
      name: 'travel_mode',
      options: { codes: TravelMode.options, prefix: 'receive.mode.' },
    },
    clock('departs_at'),
    clock('due_at'),
    line('meeting_place'),
    line('meeter'),
    line('look'),
    line('first_night'),
    {
      as: 'radios',
      name: 'risk_here',
      options: { codes: RiskLevel.options, prefix: 'receive.risk.' },
    },
    { as: 'textarea', name: 'risk_note', options: { limit: 8000 } },
    { as: 'input', name: 'risk_valid_until', options: { type: 'date' } },
    line('on_call_first'),
    line('on_call_second'),
    { as: 'input', name: 'on_call_phone', options: { type: 'tel', inputmode: 'tel' } },
  ],
  fieldOf: {
    '/risk/valid_until': 'risk_valid_until',
    '/risk/assessed_at': 'risk_here',
    '/plan/legs/0/due_at': 'due_at',
    '/on_call/0/second': 'on_call_second',
  },
  run({ context, exchange, actor, referral, data, remember }, { settings: { timeZone } }) {
    const at = seconds(context.now)
    const proposal = {
      plan: {
        legs: [
          {
            from: data.travel_from,
            to: data.travel_to,
            mode: data.travel_mode,
            departs_at: secondsAt(data.departs_at, timeZone),
            due_at: secondsAt(data.due_at, timeZone),
            grace_minutes: GRACE_MINUTES,
            is_escorted: false,
          },
        ],
        meeting: { place: data.meeting_place, meeter: data.meeter, look: data.look },
        first_night: data.first_night,
      },
      risk: {
        level: data.risk_here,
        assessed_at: at,
        valid_until: secondsAt(`${data.risk_valid_until}T23:59`, timeZone),
        ...(data.risk_note === undefined ? {} : { note: data.risk_note }),
      },
      on_call: [
        {
          first: data.on_call_first,
          second: data.on_call_second,
          duty_phone: data.on_call_phone,
        },
      ],
    }
    return proposePlan(context, exchange, actor, referral.id, proposal, remember)
  },
}
