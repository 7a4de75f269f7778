import { NoticeList, NoticePath, NoticeText } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { NodeContext } from '../context.ts'
import { actorOf } from '../staff/actor.ts'
import { decide } from '../staff/decide.ts'
import { findNotice } from './find-notice.ts'

const tags = ['Notices']

/** The texts that are put to a person, for whoever has to read them out. */
export const noticeRoutes: FastifyPluginAsyncZod<{ context: NodeContext }> = async (
  app,
  { context: { notices } },
) => {
  app.get(
    '/notices',
    {
      schema: {
        tags,
        summary: 'List the notices by version and language, newest version first',
        response: { 200: NoticeList },
      },
    },
    async (request) => {
      decide(actorOf(request), 'notice.read')
      return { notices: notices.map(({ text: _, ...ref }) => ref) }
    },
  )

  app.get(
    '/notices/:id/:version/:lang',
    {
      schema: {
        tags,
        summary: 'Read a notice, to the character',
        params: NoticePath,
        response: { 200: NoticeText },
      },
    },
    async (request) => {
      decide(actorOf(request), 'notice.read')
      const notice = findNotice(notices, request.params)
      if (!notice) throw new Problem('not-found')
      return notice
    },
  )
}
