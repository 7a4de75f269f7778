import type { Network, NetworkNode } from '../start-network.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { requireCorridor } from './corridor.ts'
import { type SyntheticPerson, syntheticPerson } from './synthetic-person.ts'

/** Who takes part in a return: two countries, three of their staff, one person. */
export interface Cast {
  home: NetworkNode
  destination: NetworkNode
  /** Case worker of the organisation that supports her. */
  sender: ApiClient
  /** Intake worker of the agency that is asked to receive her. */
  intake: ApiClient
  /** Case worker of that agency. */
  receiver: ApiClient
  person: SyntheticPerson
}

/** Throws `TypeError` when the network has no such two countries. */
export async function castReturn(network: Network, corridor: string): Promise<Cast> {
  const { from, to } = requireCorridor(corridor, Object.keys(network.nodes))
  const [home, destination] = [network.nodes[from], network.nodes[to]]
  if (!home || !destination) throw new TypeError('A corridor of countries that are not there')

  const asUser = async (node: NetworkNode, user: string) =>
    createApiClient(node.url, await node.signIn(user))
  const [sender, intake, receiver] = await Promise.all([
    asUser(home, 'ngo-case-worker'),
    asUser(destination, 'agency-intake-worker'),
    asUser(destination, 'agency-case-worker'),
  ])
  return { home, destination, sender, intake, receiver, person: syntheticPerson(destination.id) }
}
