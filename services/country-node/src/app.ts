import { createHttpServer } from '@causeway/service-kit/http'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { sql } from 'kysely'
import { agreementRoutes } from './agreements/agreement-routes.ts'
import { alarmRoutes } from './alarms/alarm-routes.ts'
import { openApi } from './api/openapi.ts'
import { problemCodes } from './api/problem-codes.ts'
import { assignmentRoutes } from './assignments/assignment-routes.ts'
import { createAuditChecker } from './audit/audit-checker.ts'
import { auditRoutes } from './audit/audit-routes.ts'
import { careRoutes } from './care/care-routes.ts'
import type { NodeContext } from './context.ts'
import { registerRoutes } from './disclosure/register-routes.ts'
import type { LogHistory } from './evidence/join-checkpoints.ts'
import type { Exchange } from './exchange/exchange.ts'
import { journeyRoutes } from './journey/journey-routes.ts'
import { planRoutes } from './journey/plan-routes.ts'
import { mailFolderRoutes } from './mail/mail-folder-routes.ts'
import { noticeRoutes } from './notices/notice-routes.ts'
import { organisationRoutes } from './organisations/organisation-routes.ts'
import { pageRoutes } from './pages/page-routes.ts'
import { openPages, type PageSettings } from './pages/page-site.ts'
import { personRoutes } from './people/person-routes.ts'
import { questionRoutes } from './questions/question-routes.ts'
import { referralReadingRoutes } from './referrals/referral-reading-routes.ts'
import { referralRoutes } from './referrals/referral-routes.ts'
import { providerRoutes } from './sign-in/provider-routes.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import { limitRate } from './staff/limit-rate.ts'
import { requireToken } from './staff/require-token.ts'
import { stopRoutes } from './stops/stop-routes.ts'
import { toldRoutes } from './telling/told-routes.ts'
import { withdrawalRoutes } from './withdrawals/withdrawal-routes.ts'
import { hubRecordRoutes } from './witness/hub-record-routes.ts'

interface AppOptions {
  context: NodeContext
  exchange: Exchange
  history: LogHistory
  signIn: SignIn
  pageSettings: PageSettings
  /** What one actor may ask of this process. */
  requestsPerSecond: number
  /** Where mail goes instead of to people, at a development node. */
  mailFolder?: string | undefined
}

/** The description page runs its own scripts only; its styles are set by script. */
const docsPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * The node's HTTP interface, ready to listen. Below `/api/v1` all but its description asks for a
 * token.
 */
export async function createApp(options: AppOptions) {
  const { context, exchange, history, signIn, pageSettings, requestsPerSecond } = options
  const app = createHttpServer({ logger: context.log, codes: problemCodes })
  const checker = createAuditChecker(context)
  app.addHook('onClose', () => checker.close())

  await app.register(swagger, openApi(signIn.origin))
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: docsPolicy,
    uiConfig: { validatorUrl: null },
    theme: { title: 'Causeway country node: API' },
  })
  const unlisted = { schema: { hide: true } }
  app.get('/healthz', unlisted, async () => {
    await sql`select 1`.execute(context.db)
    return { status: 'ok' }
  })
  app.get('/api/v1/openapi.json', unlisted, async () => app.swagger())

  await app.register(
    async (api) => {
      requireToken(api, signIn.authenticate)
      await limitRate(api, requestsPerSecond)
      await api.register(personRoutes, { context, exchange })
      await api.register(toldRoutes, { context, exchange })
      await api.register(noticeRoutes, { context })
      await api.register(agreementRoutes, { context })
      await api.register(assignmentRoutes, { context })
      await api.register(organisationRoutes, { context })
      await api.register(referralRoutes, { context, exchange })
      await api.register(referralReadingRoutes, { context, history })
      await api.register(planRoutes, { context, exchange })
      await api.register(journeyRoutes, { context, exchange })
      await api.register(careRoutes, { context, exchange })
      await api.register(stopRoutes, { context, exchange })
      await api.register(withdrawalRoutes, { context, exchange })
      await api.register(questionRoutes, { context, exchange })
      await api.register(alarmRoutes, { context })
      await api.register(auditRoutes, { context, checker })
      await api.register(registerRoutes, { context })
      await api.register(hubRecordRoutes, { context })
    },
    { prefix: '/api/v1' },
  )

  await app.register(providerRoutes, { signIn })
  if (options.mailFolder) await app.register(mailFolderRoutes, { folder: options.mailFolder })
  const pages = openPages(pageSettings)
  await app.register(pageRoutes, {
    site: { context, exchange, history, checker, signIn, pages, settings: pageSettings },
  })
  return app
}
