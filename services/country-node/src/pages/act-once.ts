import { sha256 } from '@causeway/protocol/suite'
import type { RandomId } from '@causeway/schemas/wire'
import type { FastifyRequest } from 'fastify'
import {
  type IdempotentRequest,
  idempotently,
  type Remember,
  type Reply,
} from '../api/idempotency.ts'
import type { NodeContext } from '../context.ts'
import { getReferral } from '../referrals/get-referral.ts'
import { actorOf, type StaffActor } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import type { Action } from '../staff/permissions.ts'

interface Act {
  /** Of the form, made when it was shown. */
  key: string
  action: Action
  run(actor: StaffActor, remember: Remember): Promise<Reply>
}

/**
 * Does what a form asks for once, however often it is sent, as `runOnce` does for calls of the API.
 * Who may not do it learns that before anything else. Throws as `decide`, `idempotently` and `run`.
 */
export async function actOnce(
  { db, now }: NodeContext,
  request: FastifyRequest,
  { key, action, run }: Act,
): Promise<void> {
  const actor = actorOf(request)
  decide(actor, action)
  const { key: _, ...form } = (request.body ?? {}) as Record<string, unknown>
  const call = [request.method, request.routeOptions.url, request.params, form]
  const caller = `${actor.org}.${actor.pseudonym}`
  const fingerprint = sha256(JSON.stringify(call))
  await idempotently(db, { caller, key, fingerprint }, now, (remember) => run(actor, remember))
}

/** A call of a verb that is a part of what a form does: once, under the form's key. */
export const callOf = (
  { org, pseudonym }: StaffActor,
  { key, part, body }: { key: string; part: string; body: unknown },
): IdempotentRequest => ({
  caller: `${org}.${pseudonym}`,
  key: `${key}.${part}`,
  fingerprint: sha256(JSON.stringify([part, body])),
})

/** As `actOnce`, for one move of a referral. */
export const moveOnce = (
  context: NodeContext,
  request: FastifyRequest,
  id: RandomId,
  {
    key,
    action,
    run,
  }: Omit<Act, 'run'> & {
    run(actor: StaffActor, remember: Remember): Promise<object>
  },
): Promise<void> =>
  actOnce(context, request, {
    key,
    action,
    run: async (actor, remember) => {
      decide(actor, action, await getReferral(context, id))
      return { status: 200, body: await run(actor, remember) }
    },
  })
