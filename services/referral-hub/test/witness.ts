import { type Checkpoint, cosign, openCheckpoint } from '@causeway/protocol/log'
import { type KeyDirectory, openDirectory } from '@causeway/protocol/suite'
import type { TestHub } from './hub-test.ts'
import type { TestNetwork, TestNode } from './network.ts'

/** As a node has it: keys from the root and not from the hub. */
export const readDirectory = ({ files }: TestNetwork): Promise<KeyDirectory> =>
  openDirectory(files.directory, JSON.parse(files.rootKey))

/** The text of the newest checkpoint, as a node asks for it. */
export async function askForCheckpoint(hub: TestHub, node: TestNode, query = ''): Promise<string> {
  const reply = await hub.send(node, 'GET', `/v1/log/checkpoint${query}`)
  return reply.json().checkpoint
}

export const sendCosignature = (
  hub: TestHub,
  node: TestNode,
  { size }: Checkpoint,
  cosignature: string,
) => hub.send(node, 'POST', '/v1/log/cosign', { size, cosignature })

/** Each of these nodes cosigns the newest checkpoint; returns it and the last answer. */
export async function cosignNewest(
  hub: TestHub,
  { vkey }: TestNetwork,
  ...nodes: [TestNode, ...TestNode[]]
) {
  const checkpoint = openCheckpoint(await askForCheckpoint(hub, nodes[0]), vkey)
  let cosignatures = 0
  for (const node of nodes) {
    const line = cosign(checkpoint, hub.clock.now, node.witness)
    cosignatures = (await sendCosignature(hub, node, checkpoint, line)).json().cosignatures
  }
  return { ...checkpoint, cosignatures }
}
