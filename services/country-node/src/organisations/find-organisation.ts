import type { KeyDirectory } from '@causeway/protocol/suite'
import type { NodeId, Organisation, RandomId, Route, Seconds } from '@causeway/schemas/wire'

/** How long an organisation's own confirmation of its entry lets new referrals be offered to it. */
const ATTESTATION_LIFETIME_SECONDS = 90 * 24 * 60 * 60

export const findOrganisation = (directory: KeyDirectory, id: RandomId): Organisation | undefined =>
  directory.organisations.find((it) => it.id === id)

/** Running referrals never ask; only new ones do. */
export const isAttested = ({ attested_at }: Organisation, now: Seconds): boolean =>
  now < attested_at + ATTESTATION_LIFETIME_SECONDS

/** A route in this direction that is open now for this purpose. */
export const findOpenRoute = (
  { routes }: KeyDirectory,
  from: NodeId,
  to: NodeId,
  purpose: string,
  now: Seconds,
): Route | undefined =>
  routes.find(
    (route) =>
      route.from === from &&
      route.to === to &&
      route.purposes.includes(purpose) &&
      now < route.open_until,
  )
