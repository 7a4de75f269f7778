import { type Form, refuseField } from '@causeway/page-kit'
import { TravelMode } from '@causeway/schemas/codes'
import { PlanText } from '@causeway/schemas/record'
import { z } from 'zod'
import { ClockTime, clockAt, secondsAt } from '../clock-time.ts'
import type { FieldOf } from '../form-faults.ts'
import type { FormField } from '../form-field.ts'
import { half, halfFieldOf } from './plan-form.ts'

/** Parts of the way that the page has room for; the second and third may stay empty. */
const LEGS = [1, 2, 3] as const
type LegNumber = (typeof LEGS)[number]
const GRACE_MINUTES = 60

const { first_night, meeting } = PlanText.shape
const parts = {
  from: first_night,
  to: first_night,
  mode: TravelMode,
  departs: ClockTime,
  due: ClockTime,
}
type Part = keyof typeof parts
const partNames = Object.keys(parts) as Part[]
const nameOf = (leg: LegNumber, part: Part) => `leg${leg}_${part}` as const

const legShape = (leg: LegNumber) =>
  Object.fromEntries(
    partNames.map((part) => [
      nameOf(leg, part),
      leg === 1 ? parts[part] : (parts[part] as z.ZodType).optional(),
    ]),
  )

type Typed = Record<string, string | undefined>
const isUsed = (data: Typed, leg: LegNumber) =>
  partNames.some((part) => data[nameOf(leg, part)] !== undefined)
/** How many parts of the way have something in them. */
export const openLegs = (values: Form['values']): number =>
  LEGS.findLast((leg) => partNames.some((part) => values[nameOf(leg, part)] !== undefined)) ?? 1

const usedIn = (data: Typed) => LEGS.filter((leg) => leg === 1 || isUsed(data, leg))

/** A whole plan as the sender proposes it, and its own half. */
export const ProposeForm = z
  .strictObject({
    ...legShape(1),
    ...legShape(2),
    ...legShape(3),
    meeting_place: meeting.shape.place,
    meeter: meeting.shape.meeter,
    look: meeting.shape.look,
    first_night,
    ...half,
  })
  .superRefine((data, context) => {
    const typed = data as Typed
    const refuse = (field: string, rule: string) => refuseField(context, field, rule)
    const used = usedIn(typed)
    for (const [index, leg] of used.entries()) {
      for (const part of partNames) {
        if (typed[nameOf(leg, part)] === undefined) refuse(nameOf(leg, part), 'required')
      }
      const [departs = '', due = ''] = [typed[nameOf(leg, 'departs')], typed[nameOf(leg, 'due')]]
      if (departs && due && due <= departs) refuse(nameOf(leg, 'due'), 'after_departure')
      const before = used[index - 1]
      const arrived = before && typed[nameOf(before, 'due')]
      if (arrived && departs && departs < arrived) refuse(nameOf(leg, 'departs'), 'before_last')
    }
  })
export type ProposeForm = z.infer<typeof ProposeForm>

const line = (name: string): FormField => ({ as: 'input', name })
const clock = (name: string): FormField => ({
  as: 'input',
  name,
  options: { type: 'datetime-local', classes: 'govuk-input--width-20' },
})

/** The questions of each part of the way, in the order of the page. */
export const legFields: readonly (readonly FormField[])[] = LEGS.map((leg) => [
  line(nameOf(leg, 'from')),
  line(nameOf(leg, 'to')),
  {
    as: 'select',
    name: nameOf(leg, 'mode'),
    options: { codes: TravelMode.options, prefix: 'travel_mode.' },
  },
  clock(nameOf(leg, 'departs')),
  clock(nameOf(leg, 'due')),
])

export const meetingFields: readonly FormField[] = [
  line('meeting_place'),
  line('meeter'),
  line('look'),
  line('first_night'),
]

export const proposeFieldOf: FieldOf = {
  ...halfFieldOf,
  ...Object.fromEntries(
    LEGS.map((leg, index) => [`/plan/legs/${index}/due_at`, nameOf(leg, 'due')]),
  ),
}

/** The text that both sides will sign; what the page does not ask for stays as it was before. */
export function planOf(
  data: ProposeForm,
  { timeZone, before }: { timeZone: string; before?: PlanText | undefined },
): PlanText {
  const typed = data as unknown as Record<string, string>
  const at = (leg: LegNumber, part: Part) => typed[nameOf(leg, part)] ?? ''
  const { meeting_place: place, meeter, look, first_night } = data
  return PlanText.parse({
    legs: usedIn(data as Typed).map((leg, index) => ({
      from: at(leg, 'from'),
      to: at(leg, 'to'),
      mode: at(leg, 'mode'),
      departs_at: secondsAt(at(leg, 'departs'), timeZone),
      due_at: secondsAt(at(leg, 'due'), timeZone),
      grace_minutes: before?.legs[index]?.grace_minutes ?? GRACE_MINUTES,
      is_escorted: before?.legs[index]?.is_escorted ?? false,
    })),
    meeting: { place, meeter, look },
    first_night,
  })
}

/** What is known of a plan; one that is longer than the page is not cut: it is typed anew. */
export function valuesOfPlan(plan: PlanText | undefined, timeZone: string): Form['values'] {
  if (!plan || plan.legs.length > LEGS.length) return {}
  const legs = plan.legs.flatMap((it, index) => {
    const leg = LEGS[index] as LegNumber
    return [
      [nameOf(leg, 'from'), it.from],
      [nameOf(leg, 'to'), it.to],
      [nameOf(leg, 'mode'), it.mode],
      [nameOf(leg, 'departs'), clockAt(it.departs_at, timeZone)],
      [nameOf(leg, 'due'), clockAt(it.due_at, timeZone)],
    ]
  })
  const { place, meeter, look } = plan.meeting
  return {
    ...Object.fromEntries(legs),
    meeting_place: place,
    meeter,
    look,
    first_night: plan.first_night,
  }
}
