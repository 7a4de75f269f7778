import type { FastifyRequest } from 'fastify'
import type { Session } from './session-state.ts'

const sessions = new WeakMap<FastifyRequest, Session>()

export const keepSession = (request: FastifyRequest, session: Session): void => {
  sessions.set(request, session)
}

export const findSessionOf = (request: FastifyRequest): Session | undefined => sessions.get(request)

/** Throws `TypeError` on a route that is open to who is not signed in. */
export function sessionOf(request: FastifyRequest): Session {
  const session = sessions.get(request)
  if (!session) throw new TypeError('this route does not ask for a session')
  return session
}
