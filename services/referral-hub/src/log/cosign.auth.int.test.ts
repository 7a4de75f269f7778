import { type Checkpoint, cosign, openCheckpoint } from '@causeway/protocol/log'
import type { WitnessKey } from '@causeway/protocol/suite'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/hub-test.ts'
import { aDigest, aNetwork, anEnvelope, NOW } from '../../test/network.ts'
import { askForCheckpoint, readDirectory, sendCosignature } from '../../test/witness.ts'
import { acceptCosignature } from './accept-cosignature.ts'

/** A network in which `nl` has no witness key that the directory knows, and a log of one leaf. */
const test = base
  .override('network', () => aNetwork(NOW, 'nl'))
  .extend('checkpoint', { scope: 'file' }, async ({ hub, network }) => {
    const { gb } = network.nodes
    await hub.submit(gb, anEnvelope(gb))
    return openCheckpoint(await askForCheckpoint(hub, gb, '?wait=10'), network.vkey)
  })

type Keys = Record<'gb' | 'nl' | 'ro', WitnessKey>
type Line = (checkpoint: Checkpoint, keys: Keys) => string

const refused: [name: string, caller: keyof Keys, make: Line][] = [
  ['the line of another node', 'gb', (tree, { ro }) => cosign(tree, NOW, ro)],
  [
    'the line of another key under the own name',
    'gb',
    (tree, { gb, ro }) => cosign(tree, NOW, { ...ro, name: gb.name }),
  ],
  [
    'the own line under the name of another node',
    'gb',
    (tree, { gb, ro }) => cosign(tree, NOW, { ...gb, name: ro.name }),
  ],
  ['of another root', 'gb', (tree, { gb }) => cosign({ ...tree, root: aDigest() }, NOW, gb)],
  ['of another size', 'gb', (tree, { gb }) => cosign({ ...tree, size: tree.size + 1 }, NOW, gb)],
  [
    'of another log',
    'gb',
    (tree, { gb }) => cosign({ ...tree, origin: 'other.test/log' }, NOW, gb),
  ],
  ['of a time after the key', 'gb', (tree, { gb }) => cosign(tree, 2 * NOW, gb)],
  ['of a time that has not come', 'gb', (tree, { gb }) => cosign(tree, NOW + 61, gb)],
  ['of a node without a witness key', 'nl', (tree, { nl }) => cosign(tree, NOW, nl)],
  [
    'by a node without a witness key, the line of another',
    'nl',
    (tree, { ro }) => cosign(tree, NOW, ro),
  ],
  [
    'a line, and some of another behind it',
    'gb',
    (tree, { gb, ro }) => (cosign(tree, NOW, gb) + cosign(tree, NOW, ro)).slice(0, 4096),
  ],
  ['half a line', 'gb', (tree, { gb }) => cosign(tree, NOW, gb).slice(0, 1600)],
  ['a line without its end', 'gb', (tree, { gb }) => cosign(tree, NOW, gb).slice(0, -1)],
  ['what is no line', 'gb', () => 'canary'],
  ['nothing at all', 'gb', () => ''],
]

describe('nobody cosigns for another, or what was not signed', () => {
  test.for(refused)('%s', async ([, caller, make], { hub, network: { nodes }, checkpoint }) => {
    const keys = { gb: nodes.gb.witness, nl: nodes.nl.witness, ro: nodes.ro.witness }
    const line = make(checkpoint, keys)
    const before = await askForCheckpoint(hub, nodes.ro)
    const reply = await sendCosignature(hub, nodes[caller], checkpoint, line)

    expect(reply.statusCode).toBe(401)
    expect(reply.json()).toEqual({
      type: 'urn:causeway:problem:auth',
      status: 401,
      title: expect.any(String),
    })
    expect(await askForCheckpoint(hub, nodes.ro)).toBe(before)
  })
})

test('who is not among the nodes neither asks nor cosigns', async ({ hub }) => {
  const stranger = (await aNetwork()).nodes.gb
  for (const [method, url] of [
    ['GET', '/v1/log/checkpoint?after=0&wait=30'],
    ['POST', '/v1/log/cosign'],
  ] as const) {
    const body = method === 'POST' ? { size: 1, cosignature: 'x' } : undefined
    expect((await hub.send(stranger, method, url, body)).statusCode).toBe(401)
    expect((await hub.app.inject({ method, url })).statusCode).toBe(401)
  }
})

test('nodes without a witness key are counted among those of whom more than half are needed', async ({
  hub,
  network,
  checkpoint,
}) => {
  const { gb } = network.nodes
  const { logTrust } = await readDirectory(network)
  const witnesses = logTrust.witnesses.filter(({ node }) => node === gb.id)
  const cosigned = await acceptCosignature(
    { db: hub.db, trust: { ...logTrust, witnesses }, now: () => NOW },
    gb.id,
    {
      size: checkpoint.size,
      cosignature: cosign(checkpoint, NOW, gb.witness),
    },
  )
  expect(cosigned).toEqual({ count: 1, isQuorumReached: false })
})
