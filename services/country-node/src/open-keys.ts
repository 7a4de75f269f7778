import {
  importOpeningKey,
  importSigningKey,
  importWitnessKey,
  type KeyDirectory,
  openDirectory,
} from '@causeway/protocol/suite'
import { Refusal } from '@causeway/schemas/problems'
import { ConfigurationError } from '@causeway/service-kit/config'
import type { NodeConfig } from './config.ts'

/**
 * The directory and the node's own keys, ready for use. Throws `ConfigurationError` when the
 * directory is not what the root key signed, or does not know this node.
 */
export async function openKeys(config: NodeConfig) {
  const directory = await openSignedDirectory(config)
  if (!directory.nodes.includes(config.nodeId)) {
    throw new ConfigurationError('NODE_ID is not in the directory')
  }
  return {
    directory,
    signingKey: await importSigningKey(config.signingKey),
    transportKey: await importSigningKey(config.transportKey),
    openingKeys: await Promise.all(config.sealingKeys.map(importOpeningKey)),
    witnessKey: importWitnessKey(config.witnessKey),
  }
}

/** Throws `ConfigurationError` when the directory is not what the root key signed. */
export async function openSignedDirectory({
  directory,
  rootKey,
}: Pick<NodeConfig, 'directory' | 'rootKey'>): Promise<KeyDirectory> {
  try {
    return await openDirectory(directory, rootKey)
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    const message = `NODE_DIRECTORY_FILE cannot be used with NODE_ROOT_KEY_FILE: ${cause.code}`
    throw new ConfigurationError(message, { cause })
  }
}
