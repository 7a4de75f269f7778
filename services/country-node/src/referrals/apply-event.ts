import { type ChainedEvent, countEvents, verifyEvent } from '@causeway/protocol/chain'
import type { VerifiedEnvelope } from '@causeway/protocol/envelope'
import { fold } from '@causeway/protocol/referral'
import { Refusal } from '@causeway/schemas/problems'
import type { Message } from '@causeway/schemas/record'
import type { NodeId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { oweEvidence } from '../exchange/owe-receipt.ts'
import type { Prepared } from '../exchange/prepared.ts'
import { type ReceivedBody, receiveBody } from './receive-body.ts'
import { listEvents, lockReferral, type Referral, toChained } from './referral-queries.ts'
import { senderOf } from './snapshot.ts'

type EventMessage = Extract<Message, { type: 'referral.event' }>

/**
 * Checks an event that another node sent: its signature, its body, the agreement behind what it
 * discloses. What comes back only has to be written. Throws `Refusal`.
 */
export async function prepareEvent(
  context: NodeContext,
  verified: VerifiedEnvelope,
  message: EventMessage,
): Promise<Prepared> {
  const { from } = verified.header
  const event = verifyEvent(message.event, from, context.directory, seconds(context.now))
  const body = await receiveBody(context, event, message)
  return {
    apply: async (trx) => {
      const referral = await findOrCreate(trx, context, event)
      if (!(await insertEvent(trx, context, verified, event, message.event, body))) {
        return { outcome: 'applied', referral: event.referral }
      }
      if (!referral) {
        if (body) throw new Refusal('state')
        await owe(trx, context, verified, event, 'delivered')
        return { outcome: 'held' }
      }
      const outcome = await refold(trx, context, referral, event, body)
      if (outcome === 'held') await owe(trx, context, verified, event, 'delivered')
      await appendAudit(trx, {
        at: seconds(context.now),
        actor: 'system',
        act: `event.${event.type}`,
        subject: referral.id,
        detail: { outcome, surplus: body?.surplus ?? [] },
      })
      return { outcome, referral: referral.id }
    },
  }
}

const owe = (
  trx: Transaction<Database>,
  { now }: NodeContext,
  { header, identity }: VerifiedEnvelope,
  event: ChainedEvent,
  kind: 'delivered',
) =>
  oweEvidence(trx, {
    to: header.from,
    env: identity,
    event: event.identity,
    kind,
    at: seconds(now),
  })

/** The referral, locked; made by its first event. Throws `Refusal('state')` when it is with another node. */
async function findOrCreate(
  trx: Transaction<Database>,
  { nodeId, now }: NodeContext,
  event: ChainedEvent,
): Promise<Referral | undefined> {
  if (event.type === 'offered') {
    await trx
      .insertInto('referral')
      .values({
        id: event.referral,
        side: 'receiver',
        own_org: event.data.to.org,
        peer_node: event.node,
        peer_org: event.data.from_org,
        person_id: null,
        agreement_id: null,
        purpose: event.data.purpose,
        urgency: event.data.urgency,
        draft_sealed: null,
        status: 'none',
        state: JSON.stringify(fold([], event.node)),
        created_by: null,
        created_at: now(),
        changed_at: now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
  const referral = await lockReferral(trx, event.referral)
  if (referral && (referral.peer_node !== event.node || event.node === nodeId)) {
    throw new Refusal('state')
  }
  return referral
}

/** `false` when the very same event is there already, come in another envelope. */
async function insertEvent(
  trx: Transaction<Database>,
  { now }: NodeContext,
  { identity: env }: VerifiedEnvelope,
  event: ChainedEvent,
  jws: string,
  body: ReceivedBody | undefined,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('referral_event')
    .values({
      identity: event.identity,
      referral_id: event.referral,
      node: event.node,
      n: event.n,
      type: event.type,
      jws,
      body_salt: body?.salt ?? null,
      body_sealed: body?.sealed ?? null,
      at: event.at,
      stored_at: now(),
      env,
      applied_at: null,
    })
    .onConflict((conflict) => conflict.column('identity').doNothing())
    .returning('identity')
    .executeTakeFirst()
  return inserted !== undefined
}

/**
 * Folds all that is known now, stores the state, and owes `applied` for every event of the other
 * node that counts from now on: the new one, and those that had waited for it.
 */
async function refold(
  trx: Transaction<Database>,
  context: NodeContext,
  referral: Referral,
  event: ChainedEvent,
  body: ReceivedBody | undefined,
): Promise<'applied' | 'held'> {
  const { nodeId, now, log } = context
  const stored = await listEvents(trx, referral.id, [nodeId, referral.peer_node])
  const events = stored.map(toChained)
  const state = fold(events, senderOf(referral, nodeId))
  if (state.frozen && !referral.state.frozen) {
    log.error({ alarm: 'referral_frozen', code: state.frozen }, 'a referral needs people')
  }
  if (body?.items && state.disclosure === 'closed') throw new Refusal('consent')
  for (const item of body?.items ?? []) {
    await trx
      .insertInto('received_item')
      .values({ referral_id: referral.id, ...item })
      .onConflict((conflict) =>
        conflict.columns(['referral_id', 'code']).doUpdateSet({ sealed: item.sealed }),
      )
      .execute()
  }
  await trx
    .updateTable('referral')
    .set(({ ref, eb }) => ({
      status: state.status,
      state: JSON.stringify(state),
      version: eb(ref('version'), '+', 1),
      changed_at: now(),
    }))
    .where('id', '=', referral.id)
    .execute()

  const counted = new Set(countEvents(events).events.map(({ identity }) => identity))
  const applied = stored.filter(
    (row) => row.node === referral.peer_node && !row.applied_at && counted.has(row.identity),
  )
  for (const row of applied) {
    await markApplied(trx, context, row, row.identity === event.identity && hasSurplus(body))
  }
  return counted.has(event.identity) ? 'applied' : 'held'
}

const hasSurplus = (body: ReceivedBody | undefined) => (body?.surplus.length ?? 0) > 0

async function markApplied(
  trx: Transaction<Database>,
  { now }: NodeContext,
  {
    identity,
    env,
    node,
  }: { identity: ChainedEvent['identity']; env: ChainedEvent['identity'] | null; node: NodeId },
  isSurplus: boolean,
): Promise<void> {
  if (!env) throw new TypeError('a received event keeps the envelope it came in')
  await trx
    .updateTable('referral_event')
    .set({ applied_at: now() })
    .where('identity', '=', identity)
    .execute()
  await oweEvidence(trx, {
    to: node,
    env,
    event: identity,
    kind: 'applied',
    ...(isSurplus ? { code: 'surplus' } : {}),
    at: seconds(now),
  })
}
