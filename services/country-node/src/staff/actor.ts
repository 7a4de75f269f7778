import type { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import type { FastifyRequest } from 'fastify'

/** A member of staff, or an agency's own system, as its access token describes it. */
export interface StaffActor {
  /** As the country's identity provider knows them; never leaves `staff_member`. */
  subject: string
  org: RandomId
  role: Role
  /** What everything else knows them by. */
  pseudonym: RandomId
  /** As the token gives it, for the person who will be met; empty when it gives none. */
  name: string
  /** Until when the training in working with trauma is valid, in seconds; none when absent. */
  trainedUntil?: number
}

const actors = new WeakMap<FastifyRequest, StaffActor>()

export const keepActor = (request: FastifyRequest, actor: StaffActor): void => {
  actors.set(request, actor)
}

/** Who calls. Throws `TypeError` on a route that is open to callers without a token. */
export function actorOf(request: FastifyRequest): StaffActor {
  const actor = actors.get(request)
  if (!actor) throw new TypeError('this route does not ask for a token')
  return actor
}
