import { Problem } from '@causeway/schemas/problems'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { sessionOf } from '../../sign-in/session-of.ts'
import { seesWholeNode } from '../../staff/decide.ts'
import type { PageSite } from '../page-site.ts'
import { createChanges, type Watcher } from './changes.ts'
import { LIVE } from './live-href.ts'
import { type LiveStream, openStream } from './live-stream.ts'

/** Sessions of one process that may watch at once; the others ask once a minute. */
const LIMIT = 500

/** `still` is read before: without it, being open would count as use of the session. */
const Query = z.strictObject({ still: z.literal('1'), since: z.coerce.number().int().min(0) })

/** Tells a list that it may have changed. Throws `Problem('busy')` to more than `LIMIT` sessions. */
export const liveRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const changes = createChanges(site.context, LIMIT)
  app.addHook('preClose', () => changes.close())

  app.get(LIVE, { schema: { hide: true, querystring: Query } }, async (request, reply) => {
    const { actor, idHash } = sessionOf(request)
    let stream: LiveStream | undefined
    const watcher: Watcher = {
      session: idHash,
      org: actor.org,
      seesWholeNode: seesWholeNode(actor.role, 'alarm.list'),
      since: new Date(request.query.since),
      onChange: () => stream?.say(),
      onEnd: () => stream?.end(),
    }
    if (!changes.watch(watcher)) throw new Problem('busy')
    stream = openStream(reply, () => changes.leave(watcher))
    return reply
  })
}
