import {
  type Checkpoint,
  cosign,
  leafHash,
  openWitnessed,
  verifyConsistency,
  verifyInclusion,
} from '@causeway/protocol/log'
import { identityOf, type LogTrust } from '@causeway/protocol/suite'
import type { CheckpointReply, ConsistencyProof, InclusionProof } from '@causeway/schemas/wire'
import { throwAwayServiceDatabase } from '@causeway/testkit'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { startHubProcess } from '../../test/hub-process.ts'
import { aNetwork, anEnvelope, type TestNode } from '../../test/network.ts'
import { readDirectory } from '../../test/witness.ts'

type HubProcess = Awaited<ReturnType<typeof startHubProcess>>

/**
 * A node that watches the log and cosigns what continues the last it saw, until it is told to stop.
 * It throws only at what no death of the hub excuses: a tree that does not continue the last one.
 */
async function witness(hub: HubProcess, node: TestNode, trust: LogTrust, signal: AbortSignal) {
  let last: Checkpoint | undefined
  while (!signal.aborted) {
    const next = await askPatiently<CheckpointReply>(hub, node, checkpointUrl(last))
    if (next === undefined) continue
    const { checkpoint } = openWitnessed(next.checkpoint, trust)
    if (checkpoint.size === 0) continue
    if (last) {
      const proof = await askPatiently<ConsistencyProof>(
        hub,
        node,
        consistencyUrl(last, checkpoint),
      )
      if (proof === undefined) continue
      const roots = { firstRoot: last.root, secondRoot: checkpoint.root }
      if (!verifyConsistency({ ...proof, ...roots })) throw new Error('the hub forked its log')
    }
    last = checkpoint
    const line = cosign(checkpoint, Math.floor(Date.now() / 1000), node.witness)
    const body = { size: checkpoint.size, cosignature: line }
    await hub.call(node, 'POST', '/v1/log/cosign', body).catch(() => undefined)
  }
  return last
}

const checkpointUrl = (last: Checkpoint | undefined) =>
  `/v1/log/checkpoint?after=${last?.size ?? 0}&wait=1`

const consistencyUrl = (first: Checkpoint, second: Checkpoint) =>
  `/v1/log/consistency?first=${first.size}&second=${second.size}`

/** `undefined` when the hub was not there, or was not itself yet. */
async function askPatiently<T>(hub: HubProcess, node: TestNode, url: string) {
  const reply = await hub.call(node, 'GET', url).catch(() => undefined)
  if (reply?.status === 200) return reply.content as T
  await new Promise((resolve) => setTimeout(resolve, 20))
  return undefined
}

test('killed again and again while nodes submit and cosign: one history, and all of it witnessed', async () => {
  const now = Math.floor(Date.now() / 1000)
  const network = await aNetwork(now)
  const { gb, nl, ro } = network.nodes
  const trust = (await readDirectory(network)).logTrust
  const database = await throwAwayServiceDatabase(inject('postgresUrl'))
  onTestFinished(() => database.drop())
  const hub = await startHubProcess(database, network)
  onTestFinished(() => hub.close())

  const home = new AbortController()
  const witnesses = [gb, nl, ro].map((node) => witness(hub, node, trust, home.signal))
  const identities = new Set<ReturnType<typeof identityOf>>()
  for (let death = 0; death < 4; death += 1) {
    const envelopes = Array.from({ length: 40 }, () => anEnvelope(gb, { iat: now }))
    const sending = envelopes.map(async (envelope) => {
      const [receipt] = await hub.submit(gb, envelope).catch(() => [])
      if (receipt) identities.add(identityOf(envelope.envelope))
    })
    await Promise.race(sending)
    await new Promise((resolve) => setTimeout(resolve, death * 60))
    await hub.service.kill('SIGKILL')
    await Promise.all(sending)
    await hub.service.restart()
  }

  for (const identity of identities) {
    await vi.waitFor(async () => {
      const url = `/v1/log/proof?identity=${identity}`
      const proof = (await hub.call(nl, 'GET', url)).content as InclusionProof
      const { checkpoint, isWitnessed } = openWitnessed(proof.checkpoint, trust)
      expect(isWitnessed).toBe(true)
      const { size, root } = checkpoint
      expect(proof.size).toBe(size)
      expect(verifyInclusion({ ...proof, leafHash: leafHash('env', identity), root })).toBe(true)
    }, 15_000)
  }
  home.abort()
  for (const last of await Promise.all(witnesses)) {
    expect(last?.size).toBeGreaterThanOrEqual(identities.size)
  }
  expect(identities.size).toBeGreaterThan(10)
})
