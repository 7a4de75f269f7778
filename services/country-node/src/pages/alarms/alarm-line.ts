import { type AlarmKind, AlarmOutcome, type AlarmView } from '@causeway/schemas/api'
import { ladderOf } from '../../alarms/ladder.ts'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { referenceOf } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { PageSite } from '../page-site.ts'
import type { AlarmLine, AlarmModel } from './alarm-views.ts'

export const ALARMS = '/alarms'

const onHerWay = AlarmOutcome.options
const underPressure = AlarmOutcome.exclude(['travelling_on']).options
const inTheOffice = AlarmOutcome.extract(['handled', 'false_alarm']).options

/** What may have come of an alarm, by what it is about. */
export const outcomesOf: Record<AlarmKind, readonly AlarmOutcome[]> = {
  missed: onHerWay,
  not_departed: onHerWay,
  duress: underPressure,
  unanswered: inTheOffice,
  unacknowledged: inTheOffice,
  expired: inTheOffice,
  withdrawal_unanswered: inTheOffice,
}

/** Everybody on the ladder, in order: who was told, and who will be. */
function rungsOf({ kind, raised_at, told }: AlarmView, pace: number) {
  return ladderOf(kind, pace).map(({ role, after }) => {
    const found = told.find((rung) => rung.role === role)
    return { role, at: momentOf(found?.at ?? raised_at + after), isTold: found !== undefined }
  })
}

/** One line about an alarm; with its organisation for who sees those of several. */
export function lineOf({ context }: PageSite, alarm: AlarmView, seesAll: boolean): AlarmLine {
  const { id, kind, status, referral, org, leg, ended } = alarm
  const name = seesAll ? findOrganisation(context.directory, org)?.name : undefined
  const next = rungsOf(alarm, context.pace).find(({ isTold }) => !isTold)
  return {
    href: `${ALARMS}/${id}`,
    reference: referenceOf(referral),
    kind,
    status,
    since: momentOf(alarm.raised_at),
    ...(leg === undefined ? {} : { leg }),
    ...(name ? { org: name } : {}),
    ...(status === 'open' && next ? { next } : {}),
    ...(ended ? { outcome: ended.outcome } : {}),
  }
}

/** The whole of it; whoever is not told any more, since somebody took it on, is left out. */
export function alarmOf(site: PageSite, alarm: AlarmView, seesAll: boolean): AlarmModel['alarm'] {
  const { status, acknowledged, ended } = alarm
  const ladder = rungsOf(alarm, site.context.pace)
  return {
    ...lineOf(site, alarm, seesAll),
    ladder: status === 'open' ? ladder : ladder.filter(({ isTold }) => isTold),
    ...(acknowledged ? { taken: { role: acknowledged.role, at: momentOf(acknowledged.at) } } : {}),
    ...(ended ? { endedAt: momentOf(ended.at) } : {}),
  }
}
