import type { ChainedEvent } from '@causeway/protocol/chain'
import { Urgency } from '@causeway/schemas/codes'
import type { EventType } from '@causeway/schemas/record'
import type { Seconds } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { listOpenAlarms } from '../alarms/alarm-queries.ts'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'
import { type Referral, type StoredEvent, toChained } from '../referrals/referral-queries.ts'
import { senderOf } from '../referrals/snapshot.ts'
import { appliedAt } from './applied-at.ts'
import { calendarOf } from './calendar-of.ts'
import type { DeadlineFacts } from './deadline-state.ts'
import { followUpsToDo } from './follow-ups.ts'
import { stopsOf } from './stops-of.ts'

/** The events that deadlines follow from beyond the folded state. */
const relevant = [
  'offered',
  'paused',
  'resumed',
  'departed',
  'missed',
  'lost_contact',
  'withdrawn',
  'consent_withdrawn',
] as const satisfies EventType[]

/** Reads all that deadlines of a referral follow from. */
export async function gatherFacts(
  trx: Transaction<Database>,
  { nodeId, directory, pace }: NodeContext,
  referral: Referral,
): Promise<DeadlineFacts> {
  const { id, side, state, own_org, peer_org } = referral
  const [stored, alarms, followUps] = await Promise.all([
    countedEvents(trx, nodeId, referral),
    listOpenAlarms(trx, id),
    followUpsToDo(trx, referral),
  ])
  const events = stored.map(toChained)
  const of = <Type extends EventType>(type: Type) =>
    events.filter((event): event is Extract<ChainedEvent, { type: Type }> => event.type === type)
  const sender = senderOf(referral, nodeId)
  const ofPlan = ({ data }: { data: { plan: number } }) => data.plan === state.plan
  const offer = stored.find(({ type }) => type === 'offered')
  return {
    side,
    urgency: Urgency.parse(referral.urgency),
    pace,
    calendar: calendarOf(findOrganisation(directory, side === 'receiver' ? own_org : peer_org)),
    state,
    offeredAt: offer?.at,
    appliedAt: offer && (await appliedAt(trx, referral, offer)),
    stops: stopsOf(of('paused'), of('resumed'), state.questions),
    departures: of('departed').filter((event) => event.node === sender && ofPlan(event)).length,
    missedLegs: [
      ...new Set(
        of('missed')
          .filter(ofPlan)
          .map(({ data }) => data.leg),
      ),
    ],
    lostContactAt: of('lost_contact').filter(ofPlan)[0]?.at,
    reviews:
      state.position === 'lost_contact'
        ? await countReviews(trx, id, state.plan)
        : { count: 0, last: undefined },
    withdrawals: [...of('withdrawn'), ...of('consent_withdrawn')].map(({ eid, node, at }) => ({
      eid,
      by: node === sender ? ('sender' as const) : ('receiver' as const),
      at,
    })),
    followUps,
    alarms,
  }
}

/** Without those that wait for an earlier one, or stand on a broken chain. */
async function countedEvents(
  trx: Transaction<Database>,
  own: Referral['peer_node'],
  { id, peer_node, state }: Referral,
): Promise<StoredEvent[]> {
  const rows = await trx
    .selectFrom('referral_event')
    .selectAll()
    .where('referral_id', '=', id)
    .where('node', 'in', [own, peer_node])
    .where('type', 'in', relevant)
    .orderBy('at')
    .orderBy('identity')
    .execute()
  const apart = new Set([...state.pending, ...state.superseded])
  return rows.filter(({ identity }) => !apart.has(identity))
}

async function countReviews(
  trx: Transaction<Database>,
  referral: Referral['id'],
  plan: number,
): Promise<{ count: number; last: Seconds | undefined }> {
  const done = await trx
    .selectFrom('deadline')
    .select('done_at')
    .where('referral_id', '=', referral)
    .where('kind', '=', 'lost_contact_review')
    .where('key', 'like', `${plan}.%`)
    .where('done_at', 'is not', null)
    .orderBy('done_at', 'desc')
    .execute()
  return { count: done.length, last: done[0]?.done_at ?? undefined }
}
