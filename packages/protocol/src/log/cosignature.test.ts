import type { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyFile, NOW, nodeId, testNetwork } from '../../test/network.ts'
import { generateWitnessKey, importWitnessKey } from '../suite/index.ts'
import { cosign, EMPTY_ROOT, openCheckpoint, readCosignature, signCheckpoint } from './index.ts'
import { someLeaves } from './test/stores.ts'

const { directory, witnessKeys } = await testNetwork()
const { witnesses } = directory.logTrust
const [root, otherRoot] = someLeaves(2) as [Digest, Digest]
const checkpoint = { origin: 'hub.example/log', size: 1042, root }
const line = cosign(checkpoint, NOW, witnessKeys.ro)
const bytesOf = (text: string) => Buffer.from(text.split(' ')[2] ?? '', 'base64')
const withBytes = (bytes: Buffer, name = 'ro.example/witness') =>
  `— ${name} ${bytes.toString('base64')}\n`

test('a cosignature says which node saw this tree, and when', () => {
  expect(readCosignature(checkpoint, line, witnesses)).toEqual({ node: nodeId('ro'), at: NOW })
})

test('so does one of any tree, at any time of its key', () => {
  const [witness] = witnesses.filter(({ node }) => node === nodeId('ro'))
  const { nbf = 0, exp = 0 } = witness ?? {}
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: nbf, max: exp - 1 }),
      (size, bytes, at) => {
        const any = {
          ...checkpoint,
          size,
          root: Buffer.from(bytes).toString('base64url') as Digest,
        }
        const cosignature = cosign(any, at, witnessKeys.ro)
        expect(readCosignature(any, cosignature, witnesses)).toEqual({ node: nodeId('ro'), at })
        expect(() => readCosignature(checkpoint, cosignature, witnesses)).toThrow(/verify/)
      },
    ),
  )
})

test('a cosignature is one line that a note can carry', () => {
  const { vkey, skey } = keyFile.log
  expect(line).toMatch(/^— ro\.example\/witness [A-Za-z0-9+/]{3243}=\n$/)
  expect(openCheckpoint(signCheckpoint(checkpoint, skey) + line, vkey)).toEqual(checkpoint)
})

describe('a cosignature is refused', () => {
  const faults: [string, () => unknown][] = [
    ['of another root', () => readCosignature({ ...checkpoint, root: otherRoot }, line, witnesses)],
    ['of another size', () => readCosignature({ ...checkpoint, size: 1043 }, line, witnesses)],
    ['of another log', () => readCosignature({ ...checkpoint, origin: 'x.y' }, line, witnesses)],
    ['by nobody known', () => readCosignature(checkpoint, line, [])],
    [
      'under the name of another node',
      () => readCosignature(checkpoint, withBytes(bytesOf(line), 'gb.example/witness'), witnesses),
    ],
    [
      'by another key under the name of a node',
      () =>
        readCosignature(
          checkpoint,
          cosign(checkpoint, NOW, { ...witnessKeys.gb, name: witnessKeys.ro.name }),
          witnesses,
        ),
    ],
    ['without its newline', () => readCosignature(checkpoint, line.slice(0, -1), witnesses)],
    ['twice', () => readCosignature(checkpoint, line + line, witnesses)],
    ['with a byte more', () => readCosignature(checkpoint, `${line} `, witnesses)],
  ]

  test.each(faults)('%s', (_, act) => {
    expect(act).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('example') }),
    )
  })

  test('before its key is valid and from the end on', () => {
    const [witness] = witnesses.filter(({ node }) => node === nodeId('ro'))
    const { nbf = 0, exp = 0 } = witness ?? {}
    const at = (time: number) => () =>
      readCosignature(checkpoint, cosign(checkpoint, time, witnessKeys.ro), witnesses)
    expect(at(nbf)).not.toThrow()
    expect(at(exp - 1)).not.toThrow()
    expect(at(nbf - 1)).toThrow(/valid/)
    expect(at(exp)).toThrow(/valid/)
  })

  test('with any one bit of key id, time or signature turned over', () => {
    const bytes = bytesOf(line)
    for (let at = 0; at < bytes.length; at += at < 12 ? 1 : 101) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect(() => readCosignature(checkpoint, withBytes(changed), witnesses)).toThrow(Error)
    }
  })
})

test('there is nothing to cosign in an empty log', () => {
  const empty = { ...checkpoint, size: 0, root: EMPTY_ROOT }
  expect(() => cosign(empty, NOW, witnessKeys.ro)).toThrow(TypeError)
})

describe('witness keys', () => {
  test('are new each time and fit what they are read from', async () => {
    const [one, other] = [await generateWitnessKey('a.b'), await generateWitnessKey('a.b')]
    expect(one.kid).not.toBe(other.kid)
    const { publicKey, name } = importWitnessKey(one.privateJwk)
    expect(publicKey.export({ format: 'jwk' })).toEqual(one.jwk)
    expect(name).toBe('a.b')
    expect(() => importWitnessKey({ ...one.privateJwk, pub: other.jwk.pub })).toThrow(Error)
    expect(() => importWitnessKey(one.jwk)).toThrow(Error)
  })

  test.each(['', 'A.b', 'a b', 'a+b', 'é.example', 'x'.repeat(101)])(
    'have no name %j',
    async (name) => {
      await expect(generateWitnessKey(name)).rejects.toThrow()
    },
  )
})
