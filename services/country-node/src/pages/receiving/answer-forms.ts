import { DeclineReason, ServiceCode } from '@causeway/schemas/codes'
import { Acceptance } from '@causeway/schemas/record'
import { RandomId } from '@causeway/schemas/wire'
import { z } from 'zod'
import { seconds } from '../../context.ts'
import { findOrganisation, isAttested } from '../../organisations/find-organisation.ts'
import { acceptReferral } from '../../referrals/accept-referral.ts'
import { declineReferral } from '../../referrals/decline-referral.ts'
import { readOffer } from '../../referrals/read-bodies.ts'
import { listStaff } from '../../staff/staff-queries.ts'
import { listOf } from '../list-of.ts'
import type { PageSite } from '../page-site.ts'
import type { FormPage } from './form-page.ts'

const AcceptForm = z.strictObject({ ...Acceptance.shape, accept_services: listOf(ServiceCode) })

/** Who will receive her, and with what. What is left out the sender agrees with her. */
export const acceptForm: FormPage<z.infer<typeof AcceptForm>> = {
  name: 'accept',
  action: 'referral.accept',
  schema: AcceptForm,
  async fields({ context }, referral) {
    const { services } = await readOffer(context, referral)
    const suggestions = await namesHere({ context }, referral.own_org)
    return [
      {
        as: 'checkboxes',
        name: 'accept_services',
        options: { codes: services, prefix: 'service.' },
      },
      { as: 'input', name: 'worker', suggestions },
      { as: 'input', name: 'deputy', suggestions },
      { as: 'input', name: 'duty_phone', options: { type: 'tel', inputmode: 'tel' } },
    ]
  },
  about: async (_site, { actor: { name } }) => ({ values: { worker: name } }),
  fieldOf: { services: 'accept_services' },
  run({ context, exchange, actor, referral, data, remember }) {
    const { accept_services: services, ...people } = data
    return acceptReferral(context, exchange, actor, referral.id, { services, ...people }, remember)
  },
}

const carers = ['case_worker', 'supervisor', 'intake_worker']

/** Who has signed in here so far and may look after somebody; another name may be typed all the same. */
async function namesHere({ context }: Pick<PageSite, 'context'>, org: RandomId): Promise<string[]> {
  const staff = await listStaff(context.db, org)
  const names = staff.flatMap(({ name, role }) => (name && carers.includes(role ?? '') ? name : []))
  return [...new Set(names)]
}

const DeclineForm = z.strictObject({
  decline_reason: DeclineReason,
  alternative: RandomId.optional(),
})

/** Why not, and who may help instead. */
export const declineForm: FormPage<z.infer<typeof DeclineForm>> = {
  name: 'decline',
  action: 'referral.decline',
  schema: DeclineForm,
  fields: (site, { own_org }) => [
    {
      as: 'radios',
      name: 'decline_reason',
      options: { codes: DeclineReason.options, prefix: 'receive.decline_reason.' },
    },
    { as: 'select', name: 'alternative', choices: othersHere(site, own_org) },
  ],
  fieldOf: { reason: 'decline_reason', 'organisation-unknown': 'alternative' },
  run({ context, exchange, actor, referral, data, remember }) {
    const { decline_reason: reason, alternative: org } = data
    const alternative = org && findOrganisation(context.directory, org)
    const given = alternative
      ? { alternative: { node: alternative.node, org: alternative.id } }
      : {}
    return declineReferral(context, exchange, actor, referral.id, { reason, ...given }, remember)
  },
}

/** Organisations of this country that take new handovers. */
function othersHere({ context }: PageSite, own: string) {
  const { directory, nodeId, now } = context
  return directory.organisations
    .filter((it) => it.node === nodeId && it.id !== own && isAttested(it, seconds(now)))
    .map(({ id, name }) => ({ value: id, text: name }))
}
