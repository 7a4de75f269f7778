import { EMPTY_ROOT, openCheckpoint, signCheckpoint } from '@causeway/protocol/log'
import { importSigningKey, type KeyDirectory, openDirectory } from '@causeway/protocol/suite'
import { SigningJwk } from '@causeway/schemas/wire'
import { ConfigurationError } from '@causeway/service-kit/config'
import type { HubConfig } from './config.ts'

type KeyTexts = Pick<HubConfig, 'directory' | 'rootKey' | 'receiptKey' | 'logKey'>

/**
 * The directory, held against the pinned root key, and the hub's own keys, held against the
 * directory: a hub whose receipts or checkpoints nobody could verify does not start. Throws
 * `ConfigurationError` that names the setting.
 */
export async function openKeys(config: KeyTexts) {
  const rootKey = await attempt('HUB_ROOT_KEY_FILE', () =>
    SigningJwk.parse(JSON.parse(config.rootKey)),
  )
  const directory = await attempt('HUB_DIRECTORY_FILE', () =>
    openDirectory(config.directory, rootKey),
  )
  const receiptKey = await attempt('HUB_RECEIPT_KEY_FILE', async () => {
    const key = await importSigningKey(JSON.parse(config.receiptKey))
    if (key.kid !== directory.hub.receiptKey.kid) throw new Error('not the published key')
    return key
  })
  const logSigner = { origin: directory.hub.origin, skey: config.logKey }
  await attempt('HUB_LOG_KEY_FILE', () => tryLogKey(logSigner.skey, directory))
  return { directory, receiptKey, logSigner }
}

function tryLogKey(skey: string, { hub }: KeyDirectory): void {
  const note = signCheckpoint({ origin: hub.origin, size: 0, root: EMPTY_ROOT }, skey)
  openCheckpoint(note, hub.logKey)
}

async function attempt<T>(setting: string, open: () => T | Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (cause) {
    throw new ConfigurationError(`${setting} holds nothing that fits the directory`, { cause })
  }
}
