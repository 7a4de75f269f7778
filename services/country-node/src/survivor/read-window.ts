import { endings } from '@causeway/protocol/referral'
import { categoryOf, type ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import type { Kysely } from 'kysely'
import { findAgreements, listGrants } from '../agreements/agreement-queries.ts'
import { standingsOf } from '../agreements/agreements-in-force.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { standingOf } from '../pages/page-status.ts'
import { type Snapshot, takeSnapshot } from '../referrals/snapshot.ts'
import { openPauses } from '../stops/open-pauses.ts'
import { undoUntil } from '../withdrawals/undo-until.ts'
import { listRecipients, listWithdrawals } from '../withdrawals/withdrawal-queries.ts'
import type { Handover, Stop, WindowModel } from './window-model.ts'

const momentOf = (at: number) => new Date(at * 1000).toISOString()
const groupsOf = (items: readonly ItemCode[]) => [...new Set(items.map(categoryOf))].toSorted()

/**
 * What a person's window shows of her, but for the pauses that `listSilent` names. Reads kinds, codes
 * and times: nothing that is sealed is opened for it.
 */
export async function readWindow(
  context: NodeContext,
  person: RandomId,
  listSilent: () => Promise<ReadonlySet<string>>,
): Promise<WindowModel> {
  const { db, now } = context
  const stops = await readStops(context, person)
  const isStopped = (group: string) =>
    stops.some(({ groups }) => groups?.some((it) => it === group) ?? true)

  const agreements = await standingsOf(db, await findAgreements(db, person), seconds(now))
  const grants = await listGrants(
    db,
    agreements.map(({ id }) => id),
  )
  const given = agreements.filter(({ state }) => inForceOnce.includes(state))
  return {
    handovers: await readHandovers(context, person, listSilent),
    went: await readWent(db, person),
    agreed: given.map((it) => ({
      to: { node: it.receiver_node, org: it.receiver_org },
      purpose: it.purpose,
      until: momentOf(it.expires_at),
      isOver: it.expires_at <= seconds(now),
      language: it.lang,
      groups: grants
        .filter(({ agreement_id }) => agreement_id === it.id)
        .map(({ gid, category }) => ({ gid, group: category, isStopped: isStopped(category) })),
    })),
    refused: agreements
      .filter(({ state }) => state === 'refused')
      .map((it) => ({
        to: { node: it.receiver_node, org: it.receiver_org },
        at: momentOf(it.valid_from),
        groups: groupsOf(it.items),
      })),
    stops,
  }
}

const inForceOnce: readonly string[] = ['given', 'reaffirmed', 'withdrawn', 'expired']

/** Silent pauses are asked for last: one that was made meanwhile is among them. */
async function readHandovers(
  { db, nodeId }: NodeContext,
  person: RandomId,
  listSilent: () => Promise<ReadonlySet<string>>,
): Promise<Handover[]> {
  const referrals = await db
    .selectFrom('referral')
    .select('id')
    .where('person_id', '=', person)
    .where('status', 'not in', ['draft', 'dropped', 'none'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const snapshots: Snapshot[] = []
  for (const { id } of referrals) snapshots.push(await takeSnapshot(db, nodeId, id))
  const silent = await listSilent()
  return snapshots.map((snapshot) => handoverOf(snapshot, silent))
}

function handoverOf({ referral, counted, state }: Snapshot, silent: ReadonlySet<string>): Handover {
  const isOver = endings.includes(state.status)
  const isRunning = !isOver && state.status !== 'none' && state.lead === 'sender'
  const pauses = openPauses(counted).filter(({ identity }) => !silent.has(identity))
  const has = (byHer: boolean) => pauses.some(({ data }) => data.by_her === byHer)
  return {
    id: referral.id,
    to: { node: referral.peer_node, org: referral.peer_org },
    stands: standingOf(state.status).word,
    isRunning,
    endsByStop: isRunning,
    pausedBy: isRunning
      ? [...(has(true) ? (['her'] as const) : []), ...(has(false) ? (['them'] as const) : [])]
      : [],
    isAsked: !isOver && state.questions.some(({ answeredAt }) => answeredAt === undefined),
  }
}

async function readWent(db: Kysely<Database>, person: RandomId): Promise<WindowModel['went']> {
  const rows = await db
    .selectFrom('disclosure')
    .innerJoin('agreement', 'agreement.id', 'disclosure.agreement_id')
    .select(['to_node as node', 'to_org as org', 'disclosure.items', 'purpose', 'at'])
    .where('disclosure.person_id', '=', person)
    .orderBy('at', 'desc')
    .orderBy('event_identity')
    .execute()
  return rows.map(({ node, org, items, purpose, at }) => ({
    to: { node, org },
    purpose,
    at: at.toISOString(),
    groups: groupsOf(items),
  }))
}

async function readStops({ db, pace }: NodeContext, person: RandomId): Promise<Stop[]> {
  const held = (await listWithdrawals(db, person)).filter(({ undone_at }) => undone_at === null)
  const recipients = await listRecipients(
    db,
    held.map(({ id }) => id),
  )
  return held.map(({ id, groups, at }) => ({
    groups: groups ?? undefined,
    at: at.toISOString(),
    until: undoUntil(at, pace).toISOString(),
    recipients: recipients
      .filter(({ withdrawal_id }) => withdrawal_id === id)
      .map(({ to, eid, state }) => ({
        to,
        hasAnswered: state.restrictions.some(
          (one) => one.withdrawal === eid && one.answeredBy.length > 0,
        ),
      })),
  }))
}
