import { ReferralPath } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyRequest } from 'fastify'
import type { NodeContext } from '../../context.ts'
import { permittedReferral } from '../../referrals/permitted-referral.ts'
import type { Action } from '../../staff/permissions.ts'

/** Schema of a page about one received handover. */
export const schema = { hide: true, params: ReferralPath }

/**
 * The received referral in the path, and who asks for it; one that was sent from here is not there.
 * Throws as `permittedReferral`.
 */
export async function receivedReferral(
  context: NodeContext,
  request: FastifyRequest,
  action: Action,
) {
  const found = await permittedReferral(
    context,
    request as FastifyRequest & { params: ReferralPath },
    action,
  )
  if (found.referral.side !== 'receiver') throw new Problem('not-found')
  return found
}
