import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { PageSite } from '../page-site.ts'
import { auditPages } from './audit-pages.ts'
import { checkPages } from './check-pages.ts'
import { exportPages } from './export-pages.ts'
import { registerPages } from './register-pages.ts'

/** Who saw what, what went where, and whether the record of it holds. No case content. */
export const officerRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  await app.register(auditPages, { site })
  await app.register(registerPages, { site })
  await app.register(exportPages, { site })
  await app.register(checkPages, { site })
}
