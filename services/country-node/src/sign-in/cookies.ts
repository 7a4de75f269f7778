import type { FastifyReply, FastifyRequest } from 'fastify'
import { limits } from './session-state.ts'

/**
 * `__Host-` keeps other hosts and paths from setting them. `Lax`, since the way back from the provider
 * and a link in a mail come from elsewhere. They are always `Secure`: Chromium and Firefox take that
 * on plain http from the machine itself, so there is no setting by which it could be left out.
 */
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const

/** Cookies ignore ports: nodes on one machine must not share a name. */
export const sessionCookie = (node: string): string => `__Host-causeway-${node}`
export const attemptCookie = (node: string): string => `__Host-causeway-${node}-sign-in`

/** 256 bits in base64url, as this node has set it; anything else counts as no cookie. */
export function readSecret(request: FastifyRequest, name: string): string | undefined {
  const value = request.cookies[name]
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined
}

/** Lives as long as the browser: how long it counts is for the server to say. */
export const setSession = (reply: FastifyReply, node: string, id: string): void =>
  void reply.setCookie(sessionCookie(node), id, attributes)

export const setAttempt = (reply: FastifyReply, node: string, secret: string): void =>
  void reply.setCookie(attemptCookie(node), secret, {
    ...attributes,
    maxAge: limits.attempt / 1000,
  })

/** Leaves nothing of the visit in the browser. Cookies of other services of the host stay. */
export function leaveNothing(reply: FastifyReply, node: string): void {
  reply.clearCookie(sessionCookie(node), attributes)
  reply.clearCookie(attemptCookie(node), attributes)
  reply.header('clear-site-data', '"cache", "storage"')
}
