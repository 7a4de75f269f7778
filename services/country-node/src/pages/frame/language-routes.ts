import { Language } from '@causeway/page-kit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { returnPath } from '../../sign-in/return-path.ts'
import type { PageSite } from '../page-site.ts'
import { keepLanguage } from './language-cookie.ts'

export const LANGUAGE = '/language'

const Choice = z.strictObject({ language: Language, back: z.string() })

/** Choosing the language of the pages; it leads back to where it was chosen. */
export const languageRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  app.post(LANGUAGE, { schema: { hide: true, body: Choice } }, async (request, reply) => {
    keepLanguage(reply, site.context.nodeId, request.body.language)
    return reply.redirect(returnPath(request.body.back), 303)
  })
}
