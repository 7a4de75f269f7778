import { cosign, openCheckpoint, openWitnessed } from '@causeway/protocol/log'
import { identityOf } from '@causeway/protocol/suite'
import { CheckpointReply } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { startHub, type TestHub, test } from '../../test/hub-test.ts'
import { anEnvelope, type TestNetwork } from '../../test/network.ts'
import { numberAll } from '../../test/number-all.ts'
import { askForCheckpoint, readDirectory, sendCosignature } from '../../test/witness.ts'

/** A checkpoint that nobody has cosigned yet, and the leaf it was signed for. */
async function aFreshCheckpoint(hub: TestHub, network: TestNetwork) {
  const {
    nodes: { gb },
    vkey,
  } = network
  const { size } = openCheckpoint(await askForCheckpoint(hub, gb), vkey)
  const sent = anEnvelope(gb)
  await hub.submit(gb, sent)
  await numberAll(hub, network)
  const text = await askForCheckpoint(hub, gb, `?after=${size}&wait=10`)
  return { ...openCheckpoint(text, vkey), identity: identityOf(sent.envelope) }
}

describe('cosignatures', () => {
  test('are counted, and two of three nodes are a quorum', async ({ hub, network }) => {
    const { gb, nl, ro } = network.nodes
    const { logTrust } = await readDirectory(network)
    const { identity, ...checkpoint } = await aFreshCheckpoint(hub, network)
    const expectServed = async (nodes: string[], isWitnessed: boolean) => {
      const proof = (await hub.send(ro, 'GET', `/v1/log/proof?identity=${identity}`)).json()
      for (const text of [await askForCheckpoint(hub, ro), proof.checkpoint]) {
        const opened = openWitnessed(text, logTrust)
        expect(opened).toMatchObject({ checkpoint, isWitnessed })
        expect(opened.cosignatures.map(({ node }) => node)).toEqual(nodes)
      }
    }
    await expectServed([], false)
    for (const [node, count, nodes] of [
      [ro, 1, ['ro']],
      [gb, 2, ['gb', 'ro']],
      [nl, 3, ['gb', 'nl', 'ro']],
    ] as const) {
      const line = cosign(checkpoint, hub.clock.now, node.witness)
      const reply = await sendCosignature(hub, node, checkpoint, line)
      expect(reply.json()).toEqual({ cosignatures: count })
      await expectServed([...nodes], count >= 2)
    }
  })

  test('of one node count once, and the first line stays', async ({ hub, network }) => {
    const { ro } = network.nodes
    const { logTrust } = await readDirectory(network)
    const checkpoint = await aFreshCheckpoint(hub, network)
    for (const at of [hub.clock.now, hub.clock.now, hub.clock.now + 1]) {
      const reply = await sendCosignature(hub, ro, checkpoint, cosign(checkpoint, at, ro.witness))
      expect(reply.json()).toEqual({ cosignatures: 1 })
    }
    const { cosignatures } = openWitnessed(await askForCheckpoint(hub, ro), logTrust)
    expect(cosignatures).toEqual([{ node: 'ro', at: hub.clock.now }])
  })

  test('of two nodes at the same moment make a quorum each time', async ({ hub, network }) => {
    const { gb, nl } = network.nodes
    for (let round = 0; round < 30; round += 1) {
      const checkpoint = await aFreshCheckpoint(hub, network)
      const replies = await Promise.all(
        [gb, nl].map((node) =>
          sendCosignature(hub, node, checkpoint, cosign(checkpoint, hub.clock.now, node.witness)),
        ),
      )
      const counts = replies.map((reply) => reply.json().cosignatures)
      expect(counts.toSorted()).toEqual([1, 2])
      const rows = await hub.db
        .selectFrom('log_checkpoint')
        .select('is_witnessed')
        .where('size', '=', checkpoint.size)
        .execute()
      expect(rows).toEqual([{ is_witnessed: true }])
    }
  })

  test('outlive the process that took them', async ({ database, network }) => {
    const { gb, ro } = network.nodes
    const { logTrust } = await readDirectory(network)
    const before = await startHub({ url: database.url, network })
    const checkpoint = await aFreshCheckpoint(before, network)
    const line = cosign(checkpoint, before.clock.now, ro.witness)
    await sendCosignature(before, ro, checkpoint, line)
    await before.close()

    const after = await startHub({ url: database.url, network })
    const text = await askForCheckpoint(after, gb)
    await after.close()
    expect(text.endsWith(line)).toBe(true)
    expect(openWitnessed(text, logTrust).cosignatures).toHaveLength(1)
  })

  test('of a checkpoint that was dropped, or never was, are of nothing', async ({
    hub,
    network,
  }) => {
    const { ro } = network.nodes
    const dropped = await aFreshCheckpoint(hub, network)
    const { size } = await aFreshCheckpoint(hub, network)
    for (const checkpoint of [dropped, { ...dropped, size: size + 1 }]) {
      const line = cosign(checkpoint, hub.clock.now, ro.witness)
      const reply = await sendCosignature(hub, ro, checkpoint, line)
      expect(reply.json()).toMatchObject({ status: 404, type: 'urn:causeway:problem:missing' })
    }
  })

  test.for<[string, unknown]>([
    ['nothing', {}],
    ['a size of no tree', { size: 0, cosignature: '— a b\n' }],
    ['a size that is no number', { size: '1', cosignature: '— a b\n' }],
    ['no line', { size: 1 }],
    ['a line of 4097 characters', { size: 1, cosignature: 'x'.repeat(4097) }],
    ['a member too many', { size: 1, cosignature: '— a b\n', node: 'ro' }],
  ])('%s is refused for its form', async ([, body], { hub, network }) => {
    const reply = await hub.send(network.nodes.ro, 'POST', '/v1/log/cosign', body)
    expect(reply.json()).toMatchObject({ status: 400, type: 'urn:causeway:problem:format' })
  })

  test('far beyond a line are not even read', async ({ hub, network }) => {
    const body = { size: 1, cosignature: 'x'.repeat(20_000) }
    const reply = await hub.send(network.nodes.ro, 'POST', '/v1/log/cosign', body)
    expect(reply.json()).toMatchObject({ status: 413, type: 'urn:causeway:problem:size' })
  })

  test('of more nodes than a text has room for are handed out as far as it goes', async ({
    hub,
    network,
  }) => {
    const { ro } = network.nodes
    const { size } = await aFreshCheckpoint(hub, network)
    const signature = Buffer.alloc(4 + 8 + 2420).toString('base64')
    const letters = [...'abcdefghijklmnopqrstuvwxyz']
    const rows = letters.flatMap((first) =>
      ['x', 'y'].map((second) => {
        const node = first + second
        return { size, node, at: 0, line: `— ${node.padEnd(100, '/')} ${signature}\n` }
      }),
    )
    await hub.db.insertInto('log_cosignature').values(rows).execute()

    const reply = await hub.send(ro, 'GET', '/v1/log/checkpoint')
    const { checkpoint } = CheckpointReply.parse(reply.json())
    expect(openCheckpoint(checkpoint, network.vkey).size).toBe(size)
    const lines = checkpoint.split('\n').filter((line) => line.startsWith('— '))
    expect(lines).toHaveLength(1 + 39)
    await aFreshCheckpoint(hub, network)
  })

  test('cannot be changed or taken away by the role the hub runs as', async ({ hub, network }) => {
    await aFreshCheckpoint(hub, network)
    const permission = { code: '42501' }
    await expect(hub.db.deleteFrom('log_cosignature').execute()).rejects.toMatchObject(permission)
    const changing = hub.db.updateTable('log_cosignature').set({ line: '' }).execute()
    await expect(changing).rejects.toMatchObject(permission)
  })

  test('go with the checkpoint they are of', async ({ hub, network }) => {
    const { gb } = network.nodes
    const checkpoint = await aFreshCheckpoint(hub, network)
    await sendCosignature(hub, gb, checkpoint, cosign(checkpoint, hub.clock.now, gb.witness))
    const kept = () =>
      hub.db
        .selectFrom('log_cosignature')
        .select('node')
        .where('size', '=', checkpoint.size)
        .execute()
    expect(await kept()).toEqual([{ node: 'gb' }])
    await aFreshCheckpoint(hub, network)
    expect(await kept()).toEqual([])
  })
})
