import { chooseLanguage, type Language } from '@causeway/page-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PageSite } from '../page-site.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Says nothing of who chose it, and stays when the session ends. */
const cookieName = (node: string) => `__Host-causeway-${node}-language`

/** The language that was chosen here, or that the browser asks for. */
export const languageOf = ({ context, settings }: PageSite, request: FastifyRequest): Language =>
  chooseLanguage(
    request.cookies?.[cookieName(context.nodeId)],
    request.headers['accept-language'],
    settings.language,
  )

export const keepLanguage = (reply: FastifyReply, node: string, language: Language): void =>
  void reply.setCookie(cookieName(node), language, {
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    maxAge: YEAR_SECONDS,
  })
