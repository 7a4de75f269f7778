import type { OrganisationListQuery } from '@causeway/schemas/api'
import { type NodeContext, seconds } from '../context.ts'
import { isAttested } from './find-organisation.ts'

/** Organisations in the order of the directory, of this country and with this service if named. */
export function listOrganisations(
  { directory, now }: NodeContext,
  { node, service }: OrganisationListQuery,
) {
  const at = seconds(now)
  return directory.organisations
    .filter((organisation) => node === undefined || organisation.node === node)
    .filter(({ services }) => service === undefined || services.includes(service))
    .map((organisation) => ({ ...organisation, accepting: isAttested(organisation, at) }))
}
