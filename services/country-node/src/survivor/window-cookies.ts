import type { FastifyReply } from 'fastify'

/** As those of the staff's pages, and not sent along by a link from elsewhere. */
const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const

/** Cookies ignore ports: services on one machine must not share a name. */
const nameAt = (origin: string, what: string) => `__Host-${what}${new URL(origin).port}`

/** Of the session, and of the form by which one begins. Neither name says what it is for. */
export const windowCookie = (origin: string): string => nameAt(origin, 's')
export const formCookie = (origin: string): string => nameAt(origin, 'f')

/** Lives as long as the browser: how long it counts is for the server to say. */
export const setWindowCookie = (reply: FastifyReply, name: string, value: string): void =>
  void reply.setCookie(name, value, attributes)

/** Leaves nothing of the visit in the browser. Cookies of other services of the host stay. */
export function leaveNoTrace(reply: FastifyReply, origin: string): void {
  for (const name of [windowCookie(origin), formCookie(origin)]) reply.clearCookie(name, attributes)
  reply.header('clear-site-data', '"cache", "storage"')
}
