import type { ServiceCode } from '@causeway/schemas/codes'
import type { NodeId, Organisation, RandomId } from '@causeway/schemas/wire'
import { seconds } from '../../context.ts'
import { findOpenRoute } from '../../organisations/find-organisation.ts'
import { listOrganisations } from '../../organisations/list-organisations.ts'
import type { StaffActor } from '../../staff/actor.ts'
import type { PageSite } from '../page-site.ts'
import { recentReceivers } from './page-draft-queries.ts'

/** An organisation that a return could go to now. */
export interface Candidate {
  organisation: Organisation
  /** We have sent somebody there before. */
  isRecent: boolean
  /** Of what is needed, what its entry does not name. */
  lacks: ServiceCode[]
}

interface Wish {
  services: readonly ServiceCode[]
  country?: NodeId | undefined
}

const RECENT = 5
const SHOWN = 30

/**
 * Whoever confirmed its entry lately, receives people, and lies behind an open route: first those
 * that this organisation knows, then by how much of what is needed they offer.
 */
export async function findCandidates(
  { context }: PageSite,
  actor: StaffActor,
  { services, country }: Wish,
): Promise<Candidate[]> {
  const { db, directory, nodeId, now } = context
  const recent = await recentReceivers(db, actor.org, RECENT)
  const isOpen = (node: NodeId) =>
    findOpenRoute(directory, nodeId, node, 'return', seconds(now)) !== undefined
  const place = (id: RandomId) => (recent.includes(id) ? recent.indexOf(id) : RECENT)

  return listOrganisations(context, country ? { node: country } : {})
    .filter(({ node, accepting }) => accepting && node !== nodeId && isOpen(node))
    .filter(({ mandates }) => mandates.some((it) => it === 'place' || it === 'support'))
    .map(({ accepting: _, ...organisation }) => ({
      organisation,
      isRecent: recent.includes(organisation.id),
      lacks: services.filter((service) => !organisation.services.includes(service)),
    }))
    .toSorted(
      (a, b) =>
        place(a.organisation.id) - place(b.organisation.id) || a.lacks.length - b.lacks.length,
    )
    .slice(0, SHOWN)
}

/** The countries that a return can go to now. */
export function openCountries({ context }: PageSite): NodeId[] {
  const { directory, nodeId, now } = context
  const nodes = new Set(directory.organisations.map(({ node }) => node))
  return [...nodes].filter(
    (node) =>
      node !== nodeId &&
      findOpenRoute(directory, nodeId, node, 'return', seconds(now)) !== undefined,
  )
}
