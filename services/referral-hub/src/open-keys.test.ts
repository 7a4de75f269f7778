import { ConfigurationError } from '@causeway/service-kit/config'
import { beforeAll, expect, test } from 'vitest'
import { aNetwork, type TestNetwork } from '../test/network.ts'
import { openKeys } from './open-keys.ts'

let [network, other] = [] as unknown as [TestNetwork, TestNetwork]
beforeAll(async () => {
  ;[network, other] = await Promise.all([aNetwork(), aNetwork()])
})

test('opens what fits together', async () => {
  const keys = await openKeys(network.files)
  expect(keys.directory.nodes).toEqual(['gb', 'nl', 'ro'])
  expect(keys.receiptKey.kid).toBe(keys.directory.hub.receiptKey.kid)
})

test.for([
  ['HUB_ROOT_KEY_FILE', { rootKey: 'canary' }],
  ['HUB_DIRECTORY_FILE', { directory: 'canary' }],
  ['HUB_RECEIPT_KEY_FILE', { receiptKey: '{"canary":1}' }],
  ['HUB_LOG_KEY_FILE', { logKey: 'canary' }],
] as const)('%s that holds something else is named and not quoted', async ([setting, change]) => {
  const opening = openKeys({ ...network.files, ...change })
  await expect(opening).rejects.toThrow(ConfigurationError)
  await expect(opening).rejects.toThrow(setting)
  await expect(opening).rejects.not.toThrow('canary')
})

test.for([
  ['HUB_DIRECTORY_FILE', 'rootKey'],
  ['HUB_RECEIPT_KEY_FILE', 'receiptKey'],
  ['HUB_LOG_KEY_FILE', 'logKey'],
] as const)('%s of another network is refused', async ([setting, name]) => {
  const opening = openKeys({ ...network.files, [name]: other.files[name] })
  await expect(opening).rejects.toThrow(setting)
})
