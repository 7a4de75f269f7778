import type { ReferralPath } from '@causeway/schemas/api'
import type { FastifyRequest } from 'fastify'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import type { Action } from '../staff/permissions.ts'
import { getReferral } from './get-referral.ts'

/**
 * The referral in the path, and who asks for it. Who may not do it at all learns that first; one of
 * another organisation is not there. Throws as `decide` and `getReferral`.
 */
export async function permittedReferral(
  context: NodeContext,
  request: FastifyRequest & { params: ReferralPath },
  action: Action,
) {
  const actor = actorOf(request)
  decide(actor, action)
  const referral = await getReferral(context, request.params.id)
  decide(actor, action, referral)
  return { actor, referral }
}
