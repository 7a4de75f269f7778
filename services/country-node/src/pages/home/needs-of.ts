import { Urgency } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import { type NodeContext, seconds, secondsOf } from '../../context.ts'
import type { StaffActor } from '../../staff/actor.ts'
import { isPermitted, seesWholeNode } from '../../staff/decide.ts'
import type { Action } from '../../staff/permissions.ts'
import { ALARMS } from '../alarms/alarm-line.ts'
import { handoverHref, referenceOf } from '../handover-links.ts'
import { momentOf } from '../moments.ts'
import type { HomeItem, Need } from './home-view.ts'
import { listAlarmsNow, listOpenDeadlines, listOurTurn, listUnasked } from './needs-queries.ts'
import { turnsOf } from './turns-of.ts'

/** Which deadlines are for whom: on which side, and for who may do what they ask for. */
const deadlines: Partial<
  Record<string, { need: Need; side?: 'sender' | 'receiver'; action: Action }>
> = {
  acknowledge: { need: 'acknowledge', side: 'receiver', action: 'referral.open' },
  answer_end: { need: 'answer_end', side: 'receiver', action: 'referral.open' },
  departure: { need: 'departure', side: 'sender', action: 'journey.report' },
  arrival: { need: 'arrival', action: 'journey.report' },
  lost_contact_review: {
    need: 'lost_contact_review',
    side: 'sender',
    action: 'person.read_restricted',
  },
}

interface Row {
  id: RandomId
  side: 'sender' | 'receiver'
  urgency: string
}

/**
 * What needs this member of staff now: alarms first, those that nobody has taken on before others,
 * then by deadline, then what has none. One line for each handover, with what comes first in it, and
 * one for each thing that the other side asks for. Holds nothing of anybody, so it is not audited.
 */
export async function needsOf(context: NodeContext, actor: StaffActor): Promise<HomeItem[]> {
  const { db, now } = context
  const may = (action: Action) => isPermitted(actor.role, action)
  const at = seconds(now)
  const common = ({ id, side, urgency }: Row) => ({
    reference: referenceOf(id),
    urgency: Urgency.parse(urgency),
    ...(may('referral.read') ? { href: handoverHref(side, id) } : {}),
  })

  const alarms = may('alarm.list')
    ? await listAlarmsNow(db, seesWholeNode(actor.role, 'alarm.list') ? undefined : actor.org)
    : []
  const clocked = (await listOpenDeadlines(db, actor.org)).flatMap((row) => {
    const found = deadlines[row.kind]
    const isOurs = found && may(found.action) && (!found.side || found.side === row.side)
    return isOurs ? [{ ...row, need: found.need }] : []
  })
  const unasked = may('follow_up.list') ? await listUnasked(db, actor.org, now()) : []
  const dated = [
    ...clocked,
    ...unasked.map((row) => ({
      ...row,
      need: 'follow_up' as const,
      due_at: secondsOf(row.due_at),
    })),
  ].toSorted((a, b) => a.due_at - b.due_at)
  const undated = await Promise.all(
    (await listOurTurn(db, actor.org)).map(async (row) => {
      const needs = await turnsOf(context, row, may)
      return needs.map((need) => ({ ...row, need }))
    }),
  )

  return firstOfEach([
    ...alarms.map((row) => ({
      ...common(row),
      need: row.acknowledged_at === null ? ('alarm' as const) : ('alarm_taken' as const),
      href: `${ALARMS}/${row.alarm}`,
      since: momentOf(row.raised_at),
      isLate: row.acknowledged_at === null,
    })),
    ...dated.map((row) => ({
      ...common(row),
      need: row.need,
      due: momentOf(row.due_at),
      isLate: row.due_at <= at,
    })),
    ...undated.flat().map((row) => ({
      ...common(row),
      need: row.need,
      since: row.changed_at.toISOString(),
      isLate: false,
    })),
  ])
}

/** Asked for by the other side, so that it is said beside whatever else there is. */
const asked: readonly Need[] = ['recall', 'confirm_plan', 'question']

function firstOfEach(items: readonly HomeItem[]): HomeItem[] {
  const first = new Map<string, HomeItem>()
  for (const item of items) {
    const name = asked.includes(item.need) ? `${item.reference} ${item.need}` : item.reference
    if (!first.has(name)) first.set(name, item)
  }
  return [...first.values()]
}
