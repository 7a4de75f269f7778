import { showForm } from '@causeway/page-kit'
import { AlarmKind, AlarmOutcome, AlarmRole } from '@causeway/schemas/api'
import { Role } from '@causeway/schemas/codes'
import { type AlarmLine, alarmsView, alarmView } from '../../src/pages/alarms/alarm-views.ts'
import { scopeOf } from '../../src/staff/permissions.ts'
import { sample } from './sample.ts'

const now = '2026-11-22T09:40:00.000Z'
const since = '2026-11-22T09:00:00.000Z'
const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'
const ladder = AlarmRole.options.map((role, rung) => ({
  role,
  at: `2026-11-22T09:${rung * 15 || '00'}:00.000Z`,
  isTold: rung < 3,
}))

const aLine = (kind: AlarmKind, index: number): AlarmLine => ({
  href: '/alarms/x',
  reference: `AbC3xY7${index}`,
  kind,
  status: 'open',
  since,
  ...(kind === 'missed' ? { leg: 1 } : {}),
})
const next = { role: 'focal_point', at: '2026-11-22T09:45:00.000Z', isTold: false } as const
const open = AlarmKind.options.map((kind, index) => ({ ...aLine(kind, index), next }))
const taken: AlarmLine = { ...aLine('missed', 7), status: 'acknowledged', org: 'Synthetic house' }
const ended: AlarmLine = { ...aLine('expired', 8), status: 'ended', outcome: 'over' }
const alarm = { ...aLine('missed', 1), next, ladder }
const outcomes = AlarmOutcome.options
const form = showForm(key)
const faults = [{ field: 'alarm_outcome', rule: 'required' }]

export const alarmSamples = [
  sample(alarmsView, { now, open: [...open, taken], ended: [ended], olderHref: '/alarms?after=x' }),
  sample(alarmsView, { now, open: [], ended: [] }, 'with none'),
  sample(alarmView, {
    now,
    alarm,
    handoverHref: '/receiving/x',
    take: showForm(key),
    form,
    outcomes,
  }),
  sample(
    alarmView,
    {
      now,
      alarm: { ...taken, ladder, taken: { role: 'duty_worker', at: now } },
      form: { ...form, faults },
      outcomes,
    },
    'with faults',
  ),
  sample(alarmView, { now, alarm: { ...ended, ladder, endedAt: now }, outcomes }, 'ended'),
]

/** Codes of which every one must have its words. */
export const alarmTexts = [
  ...AlarmKind.options.map((kind) => `alarm.kind.${kind}`),
  ...AlarmRole.options.map((role) => `alarm.role.${role}`),
  ...[...AlarmOutcome.options, 'over'].map((outcome) => `alarm.outcome.${outcome}`),
  ...Role.options
    .filter((role) => scopeOf(role, 'alarm.acknowledge'))
    .map((role) => `alarm.by.${role}`),
]
