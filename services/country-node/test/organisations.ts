import {
  type DevelopmentUser,
  type Integrator,
  openRoutes,
  syntheticOrganisations,
} from '@causeway/devnet'
import { Role } from '@causeway/schemas/codes'
import { returnPolicy } from '@causeway/schemas/record'
import { type NodeId, RandomId } from '@causeway/schemas/wire'

/** A synthetic person with an obvious password, whose user name is the role. */
export const aUser = (
  org: string,
  role: DevelopmentUser['role'],
  sub: string,
): DevelopmentUser => ({
  sub,
  name: `Synthetic ${sub}`,
  org,
  role,
  email: `${sub}@example.org`,
  password: `password of ${sub}`,
  secondFactor: `code of ${sub}`,
  trainedUntil: Math.floor(Date.now() / 1000) + 24 * 60 * 60,
})

/** Two countries: `gb` is ours, with a user for each role and one in its other organisation. */
export function aNetworkOfTwo(now: Date) {
  const gb = syntheticOrganisations('gb', now)
  const ro = syntheticOrganisations('ro', now)
  const ours = RandomId.parse(gb.supporting.id)
  const other = RandomId.parse(gb.receiving.id)
  const users = [
    ...Role.options.map((role) => aUser(ours, role, role)),
    aUser(ours, 'case_worker', 'colleague'),
    { ...aUser(ours, 'case_worker', 'untrained'), trainedUntil: 1 },
    aUser(other, 'case_worker', 'neighbour'),
    aUser(ro.supporting.id, 'case_worker', 'foreigner'),
    aUser(ours, 'hub_operator' as never, 'unknown_role'),
  ]
  const integrator: Integrator = { clientId: 'case-system', secret: 'a secret of 1', org: ours }
  return {
    ours,
    other,
    receiver: { node: 'ro' as NodeId, org: RandomId.parse(ro.receiving.id) },
    users,
    integrator,
    content: {
      organisations: [gb.supporting, gb.receiving, ro.supporting, ro.receiving],
      routes: openRoutes(['gb', 'ro'], now),
      policy: returnPolicy,
    },
  }
}
