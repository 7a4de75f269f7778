import type { FastifyRequest } from 'fastify'
import type { Session } from './session-state.ts'

const sessions = new WeakMap<FastifyRequest, Session>()
const lapsed = new WeakMap<FastifyRequest, Session>()

export const keepSession = (request: FastifyRequest, session: Session): void => {
  sessions.set(request, session)
}

export const findSessionOf = (request: FastifyRequest): Session | undefined => sessions.get(request)

/** Names whose form it is that came too late; to all else such a request has no session. */
export const keepLapsed = (request: FastifyRequest, session: Session): void => {
  lapsed.set(request, session)
}

export const findLapsedOf = (request: FastifyRequest): Session | undefined => lapsed.get(request)

/** Throws `TypeError` on a route that is open to who is not signed in. */
export function sessionOf(request: FastifyRequest): Session {
  const session = sessions.get(request)
  if (!session) throw new TypeError('this route does not ask for a session')
  return session
}
