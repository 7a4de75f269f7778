import type { WithdrawalList } from '@causeway/schemas/api'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { findOrganisation } from '../../organisations/find-organisation.ts'
import { listPersonWithdrawals } from '../../withdrawals/list-person-withdrawals.ts'
import type { PageSite } from '../page-site.ts'
import type { Reader } from './reader.ts'
import { BASE, schema, sentOf, show } from './sent-page.ts'
import { stopsView } from './sent-views.ts'
import { stopName } from './show-stops.ts'

type Recipient = WithdrawalList['withdrawals'][number]['recipients'][number]

const stateOf = ({ is_told, answered }: Recipient) =>
  answered ? ('answered' as const) : is_told ? ('silent' as const) : ('untold' as const)

/** What she stopped, wherever she said it, and what each organisation that has something answered. */
export const stopsRoutes: FastifyPluginAsyncZod<{ site: PageSite }> = async (app, { site }) => {
  const { context } = site

  const nameOf = ({ site: { context } }: Reader, { to }: Recipient) =>
    findOrganisation(context.directory, to.org)?.name ?? to.node.toUpperCase()

  app.get(`${BASE}/stops`, { schema }, async (request, reply) => {
    const { actor, head, reader, referral } = await sentOf(site, request, 'withdrawal.read')
    const { withdrawals } = referral.person_id
      ? await listPersonWithdrawals(context, actor, referral.person_id)
      : { withdrawals: [] }
    const stops = withdrawals.map((one) => ({
      name: stopName(reader, one),
      receivers: one.recipients.map((it) => ({ name: nameOf(reader, it), state: stateOf(it) })),
    }))
    return show(site, request, reply, { view: stopsView, model: { head, stops } })
  })
}
