import { ReferralMoved, ReferralPath } from '@causeway/schemas/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { idempotently, type Remember, type Reply } from '../api/idempotency.ts'
import { idempotencyOf } from '../api/idempotency-of.ts'
import { sendReply } from '../api/send-reply.ts'
import type { NodeContext } from '../context.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { actorOf, type StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import type { Action } from '../staff/permissions.ts'
import { getReferral } from './get-referral.ts'
import type { MoveReply } from './make-move.ts'
import { withStanding } from './not-now.ts'

/** What every route that moves a referral is given. */
export interface MoveRoutesOptions {
  context: NodeContext
  exchange: Exchange
}

export const tags = ['Referrals']

/** Schema of a route that moves the referral in its path. */
export const moved = { tags, params: ReferralPath, response: { 200: ReferralMoved } }

/** Runs once for each Idempotency-Key. Who may not do it learns that before anything else. */
export async function runOnce(
  { db, now }: NodeContext,
  request: FastifyRequest,
  action: Action,
  run: (actor: StaffActor, remember: Remember) => Promise<Reply>,
): ReturnType<typeof idempotently> {
  const actor = actorOf(request)
  decide(actor, action)
  const call = idempotencyOf(request, actor)
  return idempotently(db, call, now, (remember) => run(actor, remember))
}

/**
 * As `runOnce`, for one move of the referral in the path; answers the request. What is refused says
 * where the referral stands.
 */
export async function runMove(
  context: NodeContext,
  request: FastifyRequest & { params: ReferralPath },
  reply: FastifyReply,
  action: Action,
  run: (actor: StaffActor, id: ReferralPath['id'], remember: Remember) => Promise<MoveReply>,
) {
  const { id } = request.params
  const done = await runOnce(context, request, action, async (actor, remember) => {
    decide(actor, action, await getReferral(context, id))
    try {
      return { status: 200, body: await run(actor, id, remember) }
    } catch (error) {
      throw await withStanding(context, id, error)
    }
  })
  return sendReply(reply, done)
}
