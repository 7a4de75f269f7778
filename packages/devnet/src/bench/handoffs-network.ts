import { type Network, type NetworkNode, startNetwork } from '../start-network.ts'

/** A hub and two nodes that hand over people, all as processes of their own. */
export interface HandoffNetwork extends Network {
  gb: NetworkNode
  ro: NetworkNode
}

/**
 * Starts it with logs at the level of production; only the limits for one caller are lifted, since
 * one user stands for many here.
 */
export async function startHandoffNetwork(): Promise<HandoffNetwork> {
  const env = { NODE_REQUESTS_PER_SECOND: '1000000', HUB_REQUESTS_PER_SECOND: '1000000' }
  const network = await startNetwork({ nodes: ['gb', 'ro'], env })
  const { gb, ro } = network.nodes
  if (!gb || !ro) throw new TypeError('Two nodes were started')
  return { ...network, gb, ro }
}
