import type { Form } from '@causeway/page-kit'
import { refuseField } from '@causeway/page-kit'
import { TravelMode } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import { type Leg, PlanText } from '@causeway/schemas/record'
import { z } from 'zod'
import { seconds } from '../../context.ts'
import { proposePlan } from '../../journey/propose-plan.ts'
import { hasPacket } from '../../referrals/read-bodies.ts'
import { ClockTime, clockAt, secondsAt } from '../clock-time.ts'
import type { FormField } from '../form-field.ts'
import { handoverHref } from '../handover-links.ts'
import type { FormPage } from './form-page.ts'
import { HalfShape, halfFields, halfOf } from './plan-half.ts'
import { listPlans, readPlans } from './plan-model.ts'
import { type LegCount, legCounts, planPath } from './plan-path.ts'

/** How late she may be before both sides are alarmed. */
const GRACE_MINUTES = 60

const { meeting, first_night } = PlanText.shape

const legShape = {
  travel_from: first_night,
  travel_to: first_night,
  travel_mode: TravelMode,
  departs_at: ClockTime,
  due_at: ClockTime,
}
type LegField = keyof typeof legShape

/** What the fields of each part of the way are called; those of the first have no number. */
const names: Record<LegField, readonly string[]> = {
  travel_from: ['travel_from', 'travel_from_2', 'travel_from_3'],
  travel_to: ['travel_to', 'travel_to_2', 'travel_to_3'],
  travel_mode: ['travel_mode', 'travel_mode_2', 'travel_mode_3'],
  departs_at: ['departs_at', 'departs_at_2', 'departs_at_3'],
  due_at: ['due_at', 'due_at_2', 'due_at_3'],
}
const nameOf = (field: LegField, leg: number) => names[field][leg - 1] as string
const legsUpTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

const common = {
  meeting_place: meeting.shape.place,
  meeter: meeting.shape.meeter,
  look: meeting.shape.look,
  first_night,
  ...HalfShape,
}
type Common = z.infer<z.ZodObject<typeof common>>
type PlanForm = Common & Record<string, string>

function schemaFor(count: LegCount): z.ZodType<PlanForm> {
  const fields = legsUpTo(count).flatMap((leg) =>
    (Object.keys(legShape) as LegField[]).map((field) => [nameOf(field, leg), legShape[field]]),
  )
  const shape = { ...Object.fromEntries(fields), ...common } as Record<string, z.ZodType>
  return z.strictObject(shape).superRefine((said, context) => {
    const sent = said as PlanForm
    const fault = (field: string, rule: string) => refuseField(context, field, rule)
    for (const leg of legsUpTo(count)) {
      const [departs, due] = [sent[nameOf('departs_at', leg)], sent[nameOf('due_at', leg)]]
      const before = leg > 1 ? sent[nameOf('due_at', leg - 1)] : undefined
      if (departs && due && due <= departs) fault(nameOf('due_at', leg), 'after_departure')
      if (before && departs && departs < before) {
        fault(nameOf('departs_at', leg), 'before_the_last')
      }
    }
  }) as never
}

const line = (name: string): FormField => ({ as: 'input', name })
const clock = (name: string): FormField => ({
  as: 'input',
  name,
  options: { type: 'datetime-local' },
})

const legFields = (leg: number, count: number): FormField[] => [
  {
    ...line(nameOf('travel_from', leg)),
    ...(count > 1 ? { part: 'receive.plan.leg', partNumber: leg } : {}),
  },
  line(nameOf('travel_to', leg)),
  {
    as: 'select',
    name: nameOf('travel_mode', leg),
    options: { codes: TravelMode.options, prefix: 'travel_mode.' },
  },
  clock(nameOf('departs_at', leg)),
  clock(nameOf('due_at', leg)),
]

/**
 * Who meets her, where she sleeps first, and this side's own assessment of the risk: signed here
 * first, or anew where a plan does not hold any more. The same two people are on call on every part.
 */
export const planForm = (count: LegCount): FormPage<PlanForm> => ({
  name: 'plan',
  path: planPath(count),
  action: 'plan.sign',
  schema: schemaFor(count),
  fields: () => [
    ...legsUpTo(count).flatMap((leg) => legFields(leg, count)),
    { ...line('meeting_place'), part: 'receive.plan.meeting' },
    line('meeter'),
    line('look'),
    line('first_night'),
    ...halfFields,
  ],
  async about(site, { actor }, referral) {
    const { context, settings } = site
    if (!(await hasPacket(context.db, referral.id))) throw new Problem('packet-not-here')
    const [last] = await readPlans(context, actor, referral)
    const base = handoverHref('receiver', referral.id)
    const links = legCounts
      .filter((other) => other !== count)
      .map((other) => ({
        href: `${base}/${planPath(other)}`,
        text: `receive.plan.legs_${other}`,
      }))
    const fits = last && last.plan.legs.length <= count
    return { links, ...(fits ? { values: valuesOf(last.plan, settings.timeZone) } : {}) }
  },
  fieldOf: {
    '/risk/valid_until': 'risk_valid_until',
    '/risk/assessed_at': 'risk_here',
    [`/plan/legs/${count - 1}/due_at`]: nameOf('due_at', count),
    on_call: 'on_call_second',
  },
  async run({ context, exchange, actor, referral, data, remember }, { settings: { timeZone } }) {
    const [last] = await listPlans(context, referral)
    const text = textOf(data, { count, timeZone, before: last?.plan.legs ?? [] })
    const half = halfOf(data, { now: seconds(context.now), legs: count, timeZone })
    const proposal = { plan: text, ...half }
    return proposePlan(context, exchange, actor, referral.id, proposal, remember)
  },
})

/** What the page does not ask for stays as it was in the plan `before`. */
function textOf(
  data: PlanForm,
  { count, timeZone, before }: { count: LegCount; timeZone: string; before: readonly Leg[] },
): PlanText {
  const { meeting_place: place, meeter, look, first_night } = data
  const legs = legsUpTo(count).map((leg): Leg => {
    const of = (field: LegField) => data[nameOf(field, leg)] as string
    return {
      from: of('travel_from'),
      to: of('travel_to'),
      mode: TravelMode.parse(of('travel_mode')),
      departs_at: secondsAt(of('departs_at'), timeZone),
      due_at: secondsAt(of('due_at'), timeZone),
      grace_minutes: before[leg - 1]?.grace_minutes ?? GRACE_MINUTES,
      is_escorted: before[leg - 1]?.is_escorted ?? false,
    }
  })
  return { legs, meeting: { place, meeter, look }, first_night }
}

/** An earlier plan, to be changed where it has changed; one with more parts is not cut. */
function valuesOf({ legs, ...plan }: PlanText, timeZone: string): Form['values'] {
  const parts = legs.flatMap(({ from, to, mode, departs_at, due_at }, at) => {
    const name = (field: LegField) => nameOf(field, at + 1)
    return [
      [name('travel_from'), from],
      [name('travel_to'), to],
      [name('travel_mode'), mode],
      [name('departs_at'), clockAt(departs_at, timeZone)],
      [name('due_at'), clockAt(due_at, timeZone)],
    ]
  })
  const { place: meeting_place, meeter, look } = plan.meeting
  return {
    ...Object.fromEntries(parts),
    meeting_place,
    meeter,
    look,
    first_night: plan.first_night,
  }
}
