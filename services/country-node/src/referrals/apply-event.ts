import { type ChainedEvent, verifyEvent } from '@causeway/protocol/chain'
import type { VerifiedEnvelope } from '@causeway/protocol/envelope'
import { fold } from '@causeway/protocol/referral'
import { Refusal } from '@causeway/schemas/problems'
import { MAX_EVENTS, type Message } from '@causeway/schemas/record'
import type { Transaction } from 'kysely'
import { appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { oweEvidence } from '../exchange/owe-receipt.ts'
import type { Prepared } from '../exchange/prepared.ts'
import type { CheckedBody } from './bodies/body-rule.ts'
import { checkBody } from './bodies/check-body.ts'
import { sealWhole } from './keep-body.ts'
import { isUnsent, lockReferral, type Referral } from './referral-queries.ts'
import { answerTo, refold } from './refold.ts'

type EventMessage = Extract<Message, { type: 'referral.event' }>

/**
 * Checks an event that another node sent: its signature, its body, the agreement behind what it
 * discloses. What comes back only has to be written; until then nothing was. Throws `Refusal`.
 */
export async function prepareEvent(
  context: NodeContext,
  verified: VerifiedEnvelope,
  message: EventMessage,
): Promise<Prepared> {
  const { from } = verified.header
  const event = verifyEvent(message.event, from, context.directory, seconds(context.now))
  requireBeginning(event)
  const body = await checkBody(context, event, message)
  const received = { verified, event, jws: message.event, body }
  return {
    apply: async (trx) => {
      const referral = await findOrCreate(trx, context, event)
      if (!referral) await requireHoldable(trx, event, body)
      await requireRoom(trx, event)
      if (!(await insertEvent(trx, context, received))) return oweAgain(trx, context, received)
      await body?.alongside?.(trx)
      const outcome = referral ? await refold(trx, context, referral, event, body) : 'held'
      if (outcome === 'held') await owe(trx, context, received, { kind: 'delivered' })
      if (!referral) return { outcome }
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

interface ReceivedEvent {
  verified: VerifiedEnvelope
  event: ChainedEvent
  jws: string
  body: CheckedBody | undefined
}

/** A referral begins with its offer, and an offer only ever begins one. Throws `Refusal('chain')`. */
function requireBeginning({ type, n, seen }: ChainedEvent): void {
  const isFirst = n === 1 && seen === null
  if ((type === 'offered') !== isFirst) throw new Refusal('chain')
}

const owe = (
  trx: Transaction<Database>,
  { now }: NodeContext,
  { verified, event }: ReceivedEvent,
  answer: { kind: 'applied' | 'delivered' | 'rejected'; code?: string },
) =>
  oweEvidence(trx, {
    to: verified.header.from,
    env: verified.identity,
    event: event.identity,
    ...answer,
    at: seconds(now),
  })

/** How many events of one node may wait for referrals that are not here. */
const MAX_ORPHANS = 100

/**
 * One chain is no longer than `MAX_EVENTS`, and with all that a node says twice in one place no more is
 * kept of it either. Throws `Refusal('state')`.
 */
async function requireRoom(
  trx: Transaction<Database>,
  { referral, node, identity }: ChainedEvent,
): Promise<void> {
  const { count } = await trx
    .selectFrom('referral_event')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('referral_id', '=', referral)
    .where('node', '=', node)
    .where('identity', '!=', identity)
    .executeTakeFirstOrThrow()
  if (count >= MAX_EVENTS) throw new Refusal('state')
}

/** Events may come before their offer, some of them and without contents. Throws `Refusal('state')`. */
async function requireHoldable(
  trx: Transaction<Database>,
  { node }: ChainedEvent,
  body: CheckedBody | undefined,
): Promise<void> {
  const { count } = await trx
    .selectFrom('referral_event')
    .leftJoin('referral', 'referral.id', 'referral_event.referral_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('referral_event.node', '=', node)
    .where('referral.id', 'is', null)
    .executeTakeFirstOrThrow()
  if (body || count >= MAX_ORPHANS) throw new Refusal('state')
}

/**
 * The referral, locked; made by its offer. Throws `Refusal('state')` when it is with another node,
 * or one that we offered ourselves.
 */
async function findOrCreate(
  trx: Transaction<Database>,
  { nodeId, now }: NodeContext,
  event: ChainedEvent,
): Promise<Referral | undefined> {
  if (event.type === 'offered') {
    const made = await trx
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
      .returningAll()
      .executeTakeFirst()
    if (made && event.node !== nodeId) return made
  }
  const referral = await lockReferral(trx, event.referral)
  if (!referral) return undefined
  const isTheirs = referral.peer_node === event.node && event.node !== nodeId
  const isPossible = event.type !== 'offered' || referral.side === 'receiver'
  if (!isTheirs || !isPossible || isUnsent(referral)) throw new Refusal('state')
  return referral
}

/** `false` when the very same event is there already, come in another envelope. */
async function insertEvent(
  trx: Transaction<Database>,
  context: NodeContext,
  { verified, event, jws, body }: ReceivedEvent,
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
      body_refused: null,
      body_sealed: (await sealWhole(trx, context, event.referral, body)) ?? null,
      at: event.at,
      stored_at: context.now(),
      env: verified.identity,
      has_surplus: (body?.surplus.length ?? 0) > 0,
      applied_at: null,
    })
    .onConflict((conflict) => conflict.column('identity').doNothing())
    .returning('identity')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The event had its effect already; the envelope it comes in now is answered all the same. */
async function oweAgain(
  trx: Transaction<Database>,
  context: NodeContext,
  received: ReceivedEvent,
): ReturnType<Prepared['apply']> {
  const stored = await trx
    .selectFrom('referral_event')
    .select(['applied_at', 'has_surplus', 'body_refused', 'referral_id'])
    .where('identity', '=', received.event.identity)
    .executeTakeFirstOrThrow()
  await owe(trx, context, received, stored.applied_at ? answerTo(stored) : { kind: 'delivered' })
  return { outcome: stored.applied_at ? 'applied' : 'held', referral: stored.referral_id }
}
