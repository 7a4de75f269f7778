import { TravelChange } from '@causeway/schemas/codes'
import { MAX_LEGS } from '@causeway/schemas/record'
import { z } from 'zod'
import { changeTravel } from '../../journey/change-travel.ts'
import { depart } from '../../journey/depart.ts'
import { reportLostContact } from '../../journey/report-lost-contact.ts'
import { reportMissed } from '../../journey/report-missed.ts'
import { ClockTime, secondsAt } from '../clock-time.ts'
import type { FormField } from '../form-field.ts'
import { type Handover, isBeforeMeeting } from './handover.ts'
import { type Against, act, YesNo, yesNo } from './sent-act.ts'

/** A form is about the leg that its page showed: another one may have begun meanwhile. */
const Leg = z.coerce.number().int().min(1).max(MAX_LEGS)
const leg: FormField = { as: 'hidden', name: 'leg' }

/** What is said of the way needs a plan that both have signed and that still holds. */
const onTheWay = (it: Handover): Against => {
  if (!isBeforeMeeting(it)) return 'hidden'
  return it.legs > 0 ? undefined : 'no_plan'
}

/** In the order in which they are offered. */
export const journeyActs = {
  depart: act({
    action: 'journey.report',
    form: z.strictObject({
      leg: Leg,
      still_wants_to: z.literal('yes'),
      told_by_phone: YesNo,
      left_at: ClockTime.optional(),
    }),
    fields: () => [
      leg,
      yesNo('still_wants_to'),
      yesNo('told_by_phone'),
      { as: 'input', name: 'left_at', options: { type: 'datetime-local' } },
    ],
    values: ({ departures }) => ({ leg: String(departures + 1) }),
    against: (it) => {
      const isOver = it.legs > 0 && it.departures >= it.legs
      return isOver ? 'hidden' : onTheWay(it)
    },
    fieldOf: { '/when': 'left_at' },
    run({ site: { context, exchange, settings }, actor, id, data, remember }) {
      const { left_at, told_by_phone, leg } = data
      const said = {
        reaffirmed: true as const,
        phoned_in: told_by_phone === 'yes',
        leg,
        ...(left_at ? { when: secondsAt(left_at, settings.timeZone) } : {}),
      }
      return depart(context, exchange, actor, id, said, remember)
    },
  }),
  changed: act({
    action: 'journey.report',
    form: z.strictObject({ what_changed: TravelChange }),
    fields: () => [
      {
        as: 'radios',
        name: 'what_changed',
        options: { codes: TravelChange.options, prefix: 'send.change.' },
      },
    ],
    against: onTheWay,
    run({ site: { context, exchange }, actor, id, data, remember }) {
      const said = { reason: data.what_changed }
      return changeTravel(context, exchange, actor, id, said, remember)
    },
  }),
  missed: act({
    action: 'journey.report',
    form: z.strictObject({ leg: Leg }),
    fields: () => [leg],
    values: ({ departures }) => ({ leg: String(Math.max(1, departures)) }),
    against: (it) => {
      const isKnown = it.view.position === 'missed' || it.view.position === 'lost_contact'
      return isKnown ? 'hidden' : onTheWay(it)
    },
    run: ({ site: { context, exchange }, actor, id, data, remember }) =>
      reportMissed(context, exchange, actor, id, data, remember),
  }),
  lost: act({
    action: 'journey.report',
    form: z.strictObject({}),
    fields: () => [],
    against: (it) => {
      if (it.view.position === 'missed') return onTheWay(it)
      return it.view.position === 'departed' && it.legs > 0 ? 'not_missed' : 'hidden'
    },
    run: ({ site: { context, exchange }, actor, id, remember }) =>
      reportLostContact(context, exchange, actor, id, remember),
  }),
} as const
