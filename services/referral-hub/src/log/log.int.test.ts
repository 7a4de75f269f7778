import {
  leafHash,
  openCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@causeway/protocol/log'
import { identityOf } from '@causeway/protocol/suite'
import type { ConsistencyProof, Identity, InclusionProof } from '@causeway/schemas/wire'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { startHub, type TestHub, test } from '../../test/hub-test.ts'
import { aDigest, anEnvelope, type TestNetwork } from '../../test/network.ts'

const readCheckpoint = async (hub: TestHub, { nodes, vkey }: TestNetwork) => {
  const reply = await hub.send(nodes.gb, 'GET', '/v1/log/checkpoint')
  return openCheckpoint(reply.json().checkpoint, vkey)
}

const prove = async (hub: TestHub, { nodes }: TestNetwork, identity: Identity) =>
  hub.send(nodes.gb, 'GET', `/v1/log/proof?identity=${identity}`)

async function untilLogged(hub: TestHub, size: number, network: TestNetwork) {
  await vi.waitFor(
    async () => expect((await readCheckpoint(hub, network)).size).toBeGreaterThanOrEqual(size),
    { timeout: 10_000, interval: 50 },
  )
}

/** Submits through both processes and keeps every checkpoint that shows on the way. */
async function fillLog(hubs: readonly TestHub[], network: TestNetwork) {
  const { gb } = network.nodes
  const checkpoints = new Map<number, string>()
  const identities: Identity[] = []
  for (let round = 0; round < 6; round += 1) {
    const envelopes = Array.from({ length: 4 + round * 3 }, () => anEnvelope(gb))
    identities.push(...envelopes.map(({ envelope }) => identityOf(envelope)))
    await Promise.all(
      envelopes.map((envelope, index) => hubs[index % hubs.length]?.submit(gb, envelope)),
    )
    await untilLogged(hubs[0] as TestHub, identities.length, network)
    const { size, root } = await readCheckpoint(hubs[1] as TestHub, network)
    checkpoints.set(size, root)
  }
  return { identities, checkpoints }
}

describe('the log', () => {
  test('begins as a signed empty log', async ({ hub, network }) => {
    expect(await readCheckpoint(hub, network)).toMatchObject({ origin: 'hub.test/log', size: 0 })
  })

  test('numbers each leaf once though two processes do it, and proves every one', async ({
    hub,
    database,
    network,
  }) => {
    const other = await startHub({ url: database.url, network })
    onTestFinished(() => other.close())
    const { identities, checkpoints } = await fillLog([hub, other], network)

    const leaves = await hub.db.selectFrom('log_leaf').selectAll().orderBy('leaf_index').execute()
    expect(leaves.map(({ leaf_index }) => leaf_index)).toEqual(identities.map((_, index) => index))
    expect(leaves.map(({ identity }) => identity.toString('base64url')).toSorted()).toEqual(
      identities.toSorted(),
    )
    for (const identity of identities) {
      const proof: InclusionProof = (await prove(other, network, identity)).json()
      const { size, root } = openCheckpoint(proof.checkpoint, network.vkey)
      expect(proof.size).toBe(size)
      expect(verifyInclusion({ ...proof, leafHash: leafHash('env', identity), root })).toBe(true)
    }
    const sizes = [...checkpoints.keys()]
    for (const first of sizes) {
      for (const second of sizes.filter((size) => size >= first)) {
        const url = `/v1/log/consistency?first=${first}&second=${second}`
        const proof: ConsistencyProof = (await hub.send(network.nodes.gb, 'GET', url)).json()
        const firstRoot = checkpoints.get(first) as Identity
        const secondRoot = checkpoints.get(second) as Identity
        expect(verifyConsistency({ ...proof, firstRoot, secondRoot })).toBe(true)
      }
    }
  })

  test('has a leaf within a second of a quiet spell', async ({ hub, network }) => {
    const { gb } = network.nodes
    const { size } = await readCheckpoint(hub, network)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    const sent = anEnvelope(gb)
    const started = performance.now()
    await hub.submit(gb, sent)
    await untilLogged(hub, size + 1, network)
    expect(performance.now() - started).toBeLessThan(1_000)
    expect((await prove(hub, network, identityOf(sent.envelope))).statusCode).toBe(200)
  })

  test('keeps of an hour its last checkpoint, and the newest', async ({ hub, network }) => {
    const { gb } = network.nodes
    const start = hub.clock.now
    const { size } = await readCheckpoint(hub, network)
    hub.clock.now = start + 3600
    await hub.submit(gb, anEnvelope(gb, { iat: hub.clock.now }))
    await untilLogged(hub, size + 1, network)
    await hub.submit(gb, anEnvelope(gb, { iat: hub.clock.now }))
    await untilLogged(hub, size + 2, network)
    hub.clock.now = start

    const kept = await hub.db.selectFrom('log_checkpoint').select('size').orderBy('size').execute()
    expect(kept.map((checkpoint) => checkpoint.size)).toEqual([size, size + 2])
  })

  test('does not know what was never accepted', async ({ hub, network }) => {
    const reply = await prove(hub, network, aDigest())
    expect(reply.json()).toMatchObject({ status: 404, type: 'urn:causeway:problem:missing' })
  })

  test.for([
    ['first=2&second=1', 400],
    ['first=0&second=1', 400],
    ['first=1&second=99999', 404],
  ] as const)('refuses consistency of %s with %i', async ([query, status], { hub, network }) => {
    const url = `/v1/log/consistency?${query}`
    expect((await hub.send(network.nodes.gb, 'GET', url)).statusCode).toBe(status)
  })

  test('cannot be rewritten by the role the hub runs as', async ({ hub }) => {
    const permission = { code: '42501' }
    await expect(hub.db.deleteFrom('log_leaf').execute()).rejects.toMatchObject(permission)
    await expect(
      hub.db.updateTable('log_node').set({ position: 9 }).execute(),
    ).rejects.toMatchObject(permission)
  })
})
