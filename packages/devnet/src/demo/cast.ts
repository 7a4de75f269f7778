import type { Network, NetworkNode } from '../start-network.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { requireCorridor } from './corridor.ts'
import { type SyntheticPerson, syntheticPerson } from './synthetic-person.ts'

/** Who takes part in a story: three countries, some of their staff, one person. */
export interface Cast {
  home: NetworkNode
  destination: NetworkNode
  /** A third country, for what goes on from there; the destination itself when there is none. */
  onward: NetworkNode
  /** Case worker of the organisation that supports her. */
  sender: ApiClient
  senderDuty: ApiClient
  /** Intake worker of the agency that is asked to receive her. */
  intake: ApiClient
  /** Case worker of that agency. */
  receiver: ApiClient
  receiverDuty: ApiClient
  /** Case worker of the agency in the third country. */
  third: ApiClient
  person: SyntheticPerson
}

/** Throws `TypeError` when the network has no such two countries. */
export async function castStory(network: Network, corridor: string): Promise<Cast> {
  const { from, to } = requireCorridor(corridor, Object.keys(network.nodes))
  const { [from]: home, [to]: destination, ...others } = network.nodes
  if (!home || !destination) throw new TypeError('A corridor of countries that are not there')
  const onward = Object.values(others).at(-1) ?? destination

  const asUser = async (node: NetworkNode, user: string) =>
    createApiClient(node.url, await node.signIn(user))
  const [sender, senderDuty, intake, receiver, receiverDuty, third] = await Promise.all([
    asUser(home, 'ngo-case-worker'),
    asUser(home, 'ngo-duty-worker'),
    asUser(destination, 'agency-intake-worker'),
    asUser(destination, 'agency-case-worker'),
    asUser(destination, 'agency-duty-worker'),
    asUser(onward, 'agency-case-worker'),
  ])
  const clients = { sender, senderDuty, intake, receiver, receiverDuty, third }
  return { home, destination, onward, ...clients, person: syntheticPerson(destination.id) }
}
