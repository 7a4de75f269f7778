import type { NewReferral } from '@causeway/schemas/api'
import { Problem } from '@causeway/schemas/problems'
import { type NodeContext, seconds } from '../context.ts'
import { findOpenRoute, findOrganisation, isAttested } from '../organisations/find-organisation.ts'

/**
 * The receiver is known, has attested its entry, and a route leads there for this purpose. Throws
 * `Problem`: `organisation-unknown`, `organisation-not-attested`, `route-closed`.
 */
export function requireReceiver(
  { directory, nodeId, now }: NodeContext,
  { receiver, purpose }: Pick<NewReferral, 'receiver' | 'purpose'>,
): void {
  const at = seconds(now)
  const organisation = findOrganisation(directory, receiver.org)
  if (organisation?.node !== receiver.node) throw new Problem('organisation-unknown')
  if (!isAttested(organisation, at)) throw new Problem('organisation-not-attested')
  const route = findOpenRoute(directory, nodeId, receiver.node, purpose, at)
  if (!route) throw new Problem('route-closed')
}
