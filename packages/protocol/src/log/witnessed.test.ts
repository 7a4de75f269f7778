import type { Digest } from '@causeway/schemas/wire'
import { expect, test } from 'vitest'
import { keyFile, NOW, nodeId, testNetwork } from '../../test/network.ts'
import { cosign, openWitnessed, quorumOf, signCheckpoint } from './index.ts'
import { someLeaves } from './test/stores.ts'

const { directory, witnessKeys } = await testNetwork()
const trust = directory.logTrust
const [root] = someLeaves(1) as [Digest]
const checkpoint = { origin: 'hub.example/log', size: 1042, root }
const text = signCheckpoint(checkpoint, keyFile.log.skey)
const lineOf = (node: 'gb' | 'ro' | 'nl', at = NOW) => cosign(checkpoint, at, witnessKeys[node])

test('two of three nodes are a quorum, one is none', () => {
  expect(openWitnessed(text, trust)).toEqual({ checkpoint, cosignatures: [], isWitnessed: false })
  expect(openWitnessed(text + lineOf('ro'), trust).isWitnessed).toBe(false)
  expect(openWitnessed(text + lineOf('ro') + lineOf('gb', NOW + 9), trust)).toEqual({
    checkpoint,
    cosignatures: [
      { node: nodeId('gb'), at: NOW + 9 },
      { node: nodeId('ro'), at: NOW },
    ],
    isWitnessed: true,
  })
})

test.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
  [27, 14],
])('of %i nodes a quorum is %i', (nodes, quorum) => {
  expect(quorumOf(nodes)).toBe(quorum)
})
