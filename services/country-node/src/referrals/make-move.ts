import { nextLink, signEvent } from '@causeway/protocol/chain'
import { hashBody, writeBody } from '@causeway/protocol/record'
import { fold } from '@causeway/protocol/referral'
import { identityOf } from '@causeway/protocol/suite'
import { Problem } from '@causeway/schemas/problems'
import {
  type Actor,
  type EventBody,
  type EventType,
  type Message,
  ReferralEvent,
} from '@causeway/schemas/record'
import type { CompactJws, Identity, RandomId } from '@causeway/schemas/wire'
import type { Transaction } from 'kysely'
import type { Remember } from '../api/idempotency.ts'
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts'
import { type NodeContext, seconds } from '../context.ts'
import type { Database } from '../database/schema.ts'
import { enqueue, sealFor } from '../exchange/enqueue.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { followChange } from './follow-change.ts'
import { hasPlace } from './places.ts'
import { type Snapshot, senderOf, takeSnapshot } from './snapshot.ts'

/** What a verb wants to say, before it has its place in the chain. */
export interface Move {
  type: EventType
  /** Codes; a `body` hash is added when there is a body. */
  data: object
  /** What is said of a person; made from the event's `eid` where it has to name it. */
  body?: object | ((eid: RandomId) => object)
  grants?: CompactJws[]
  audit: Pick<AuditEntry, 'act' | 'detail'>
  /** Rows that must be written together with the event. */
  alongside?: (trx: Transaction<Database>, event: MadeEvent) => Promise<void>
}

/** The event as it stands in the chain. */
type MadeEvent = ReferralEvent & { identity: Identity }

export interface MoveMaker {
  actor: Actor
  /** Decides on the referral as it stands; called again when it changed meanwhile. */
  plan: (snapshot: Snapshot) => Promise<Move>
  /** How it stood a moment ago, for who has looked already. */
  snapshot?: Snapshot
  /** Keeps the reply for a repeated request, in the same transaction. */
  remember?: Remember
}

export interface MoveReply {
  id: RandomId
  status: string
}

/** How often a move is planned anew because the referral changed under it. */
const ATTEMPTS = 8

/**
 * Makes one move in a referral: plans it on a snapshot, signs and seals it, and writes event,
 * state, disclosure, audit and outbox row in one transaction that holds only if the referral has
 * not changed since. Nothing slow happens inside the transaction.
 * Throws `Problem('transition-refused')` when the table does not allow it, or `hasPlace`; `busy` when
 * the referral kept changing, and what `plan` throws.
 */
export async function makeMove(
  context: NodeContext,
  exchange: Exchange,
  id: RandomId,
  maker: MoveMaker,
): Promise<MoveReply> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = attempt === 0 ? maker.snapshot : undefined
    const snapshot = before ?? (await takeSnapshot(context.db, context.nodeId, id))
    const move = await maker.plan(snapshot)
    const reply = await commitMove(context, snapshot, move, maker)
    if (!reply) continue
    exchange.wake(snapshot.referral.peer_node)
    return reply
  }
  throw new Problem('busy')
}

/** `undefined` when the referral changed since the snapshot. */
async function commitMove(
  context: NodeContext,
  snapshot: Snapshot,
  move: Move,
  { actor, remember }: MoveMaker,
): Promise<MoveReply | undefined> {
  const { referral } = snapshot
  if (!hasPlace(snapshot.counted, context.nodeId, move.type)) {
    throw new Problem('transition-refused')
  }
  const at = context.now()
  const eid = context.randomId()
  const body = move.body && writeBody(bodyOf(move.body, eid), context.randomDigest())
  const event = ReferralEvent.parse({
    eid,
    referral: referral.id,
    node: context.nodeId,
    ...nextLink(snapshot.counted, context.nodeId),
    at: seconds(context.now),
    actor,
    type: move.type,
    data: body ? { ...move.data, body: hashBody(body) } : move.data,
  })
  const jws = signEvent(event, context.signingKey)
  const identity = identityOf(jws)
  const state = fold(
    [...snapshot.events, { ...event, identity }],
    senderOf(referral, context.nodeId),
  )
  if (snapshot.state.frozen || state.superseded.includes(identity)) {
    throw new Problem('transition-refused')
  }

  const message: Message = {
    type: 'referral.event',
    event: jws,
    ...(body ? { body } : {}),
    ...(move.grants ? { grants: move.grants } : {}),
  }
  const envelope = await sealFor(context, referral.peer_node, [message])
  const reply = { id: referral.id, status: state.status }

  return context.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('referral')
      .set(({ ref, eb }) => ({
        status: state.status,
        state: JSON.stringify(state),
        version: eb(ref('version'), '+', 1),
        changed_at: at,
      }))
      .where('id', '=', referral.id)
      .where('version', '=', referral.version)
      .returningAll()
      .executeTakeFirst()
    if (!changed) return undefined
    await trx
      .insertInto('referral_event')
      .values({
        identity,
        referral_id: referral.id,
        node: context.nodeId,
        n: event.n,
        type: event.type,
        jws,
        body_salt: body?.salt ?? null,
        body_refused: null,
        body_sealed: body ? await sealBody(trx, context, referral.id, body) : null,
        at: event.at,
        stored_at: at,
        env: null,
        applied_at: null,
      })
      .execute()
    await enqueue(trx, envelope, { referral: referral.id, event: identity }, at)
    await move.alongside?.(trx, { ...event, identity })
    const known = { events: [...snapshot.events, { ...event, identity }], state }
    await followChange(trx, context, referral, changed, known)
    await remember?.(trx, { status: 200, body: reply })
    await appendAudit(trx, { at: event.at, actor, subject: referral.id, ...move.audit })
    return reply
  })
}

const bodyOf = (body: NonNullable<Move['body']>, eid: RandomId): object =>
  typeof body === 'function' ? body(eid) : body

const sealBody = (
  trx: Transaction<Database>,
  { vault }: NodeContext,
  referral: RandomId,
  body: EventBody,
) => vault.seal(trx, referral, 'sent', Buffer.from(body.json), body.salt)
