import { Problem } from '@causeway/schemas/problems'
import type { Receiver } from '@causeway/schemas/record'
import type { NodeContext } from '../context.ts'
import { findOrganisation } from '../organisations/find-organisation.ts'

/** Throws `Problem('organisation-unknown')` unless it is an organisation of another node. */
export function requireForeign({ directory, nodeId }: NodeContext, receiver: Receiver): void {
  const organisation = findOrganisation(directory, receiver.org)
  if (organisation?.node === receiver.node && receiver.node !== nodeId) return
  throw new Problem('organisation-unknown')
}
