import {
  type Directory,
  MAX_DIRECTORY_CHARACTERS,
  MAX_JWS_CHARACTERS,
} from '@causeway/schemas/wire'
import { describe, expect, test } from 'vitest'
import { directoryPayload, keyFile, NOW, nodeId, rootJwk } from '../../test/network.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import {
  generateSealingKey,
  generateSigningKey,
  generateWitnessKey,
  importSigningKey,
  openDirectory,
  readJws,
  signJws,
} from './index.ts'
import type { JwsType } from './jws.ts'

const rootKey = await importSigningKey(keyFile.root)
const payload = await directoryPayload()
const opened = (directory: Directory) =>
  openDirectory(signJws('cw-directory+jws', directory, rootKey), rootJwk)

/** The payload with the keys of its first node changed. */
const withKeysOfFirst = (change: (keys: Directory['nodes'][number]['keys']) => object[]) => ({
  ...payload,
  nodes: payload.nodes.map((node, at) => (at === 0 ? { ...node, keys: change(node.keys) } : node)),
})

describe('what a directory says of the log', () => {
  test('names every node, and of those with a key the witness', async () => {
    const without = withKeysOfFirst((keys) => keys.filter(({ use }) => use !== 'witness'))
    const { logTrust } = await opened(without as Directory)
    expect(logTrust).toMatchObject({ origin: 'hub.example/log', logKey: keyFile.log.vkey })
    expect(logTrust.nodes).toEqual(['gb', 'ro', 'nl'])
    expect(logTrust.witnesses.map(({ node, name }) => ({ node, name }))).toEqual([
      { node: 'ro', name: 'ro.example/witness' },
      { node: 'nl', name: 'nl.example/witness' },
    ])
  })

  test('gives a witness no other use of its key', async () => {
    const directory = await opened(payload)
    for (const { kid } of directory.logTrust.witnesses) {
      expect(directory.findKey('sign', kid, NOW)).toBeUndefined()
      expect(directory.findKey('transport', kid, NOW)).toBeUndefined()
    }
    expect(directory.findSealingKey(nodeId('gb'), NOW)?.kid).not.toBe(
      directory.logTrust.witnesses[0]?.kid,
    )
  })

  test('is refused with a witness key under another use, or another key under this', async () => {
    const as = (use: string, of: string) =>
      withKeysOfFirst((keys) => keys.map((key) => (key.use === of ? { ...key, use } : key)))
    for (const wrong of [as('sign', 'witness'), as('enc', 'witness'), as('witness', 'sign')]) {
      expect(await refusalOf(() => opened(wrong as Directory))).toBe('schema')
    }
  })
})

describe('a directory', () => {
  test('of fifty countries can be read', async () => {
    const many = await Promise.all(Array.from({ length: 50 }, (_, at) => aNode(countryAt(at))))
    const directory = await opened({ ...payload, nodes: many as Directory['nodes'] })
    expect(directory.logTrust.witnesses).toHaveLength(50)
  })

  test.each<[JwsType, number]>([
    ['cw-directory+jws', MAX_DIRECTORY_CHARACTERS],
    ['cw-event+jws', MAX_JWS_CHARACTERS],
  ])('may be longer than anything else: %s has at most %i characters', async (typ, limit) => {
    const sized = (length: number) => signJws(typ, { filler: 'x'.repeat(length) }, rootKey)
    let length = Math.floor((limit * 3) / 4) - 200
    while (sized(length + 1).length <= limit) length += 1
    expect(sized(length).length).toBeGreaterThanOrEqual(limit - 1)
    expect(await refusalOf(() => readJws(typ, sized(length)))).toBe('ok')
    expect(await refusalOf(() => readJws(typ, sized(length + 1)))).toBe('format')
  })
})

const countryAt = (at: number) =>
  `${String.fromCharCode(97 + Math.floor(at / 26))}${String.fromCharCode(97 + (at % 26))}`

async function aNode(id: string) {
  const [sign, transport, enc, witness] = await Promise.all([
    generateSigningKey(),
    generateSigningKey(),
    generateSealingKey(),
    generateWitnessKey(`${id}.example/witness`),
  ])
  const of = (use: string, { kid, jwk }: { kid: string; jwk: object }) => ({
    use,
    kid,
    nbf: NOW,
    exp: NOW + 1000,
    jwk,
  })
  const named = { ...of('witness', witness), name: witness.name }
  return {
    id,
    name: id,
    keys: [of('sign', sign), of('transport', transport), of('enc', enc), named],
  }
}
