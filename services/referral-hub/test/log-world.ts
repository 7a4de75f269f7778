import { cosign, openWitnessed } from '@causeway/protocol/log'
import { identityOf, type LogTrust } from '@causeway/protocol/suite'
import type { Digest, Identity } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { startHub, type TestHub } from './hub-test.ts'
import { anEnvelope, type TestNetwork } from './network.ts'
import { numberAll } from './number-all.ts'
import { askForCheckpoint, readDirectory, sendCosignature } from './witness.ts'

const PATIENCE = 5
const TIMES = [1, PATIENCE, 1800, 3600]

/** Two processes of one hub, and all that either of them ever showed of the log. */
export interface LogWorld {
  hubs: [TestHub, TestHub]
  url: string
  network: TestNetwork
  trust: LogTrust
  /** The root of each tree that was shown. */
  shown: Map<number, Digest>
  /** What was accepted. */
  identities: Identity[]
  /** The largest tree for which the hub said that it has a quorum. */
  witnessed: number
}

export async function aLogWorld(url: string, network: TestNetwork): Promise<LogWorld> {
  const start = () => startHub({ url, network, patience: PATIENCE })
  const { logTrust: trust } = await readDirectory(network)
  const hubs: [TestHub, TestHub] = [await start(), await start()]
  return { hubs, url, network, trust, shown: new Map(), identities: [], witnessed: 0 }
}

type Act = (world: LogWorld, at: 0 | 1, choice: number) => Promise<void>

/** What may happen at the same time; `choice` is any small number. */
export const busy = {
  async append({ hubs, network, identities }, at, choice) {
    const hub = hubs[at]
    const { gb } = network.nodes
    const sent = Array.from({ length: choice + 1 }, () => anEnvelope(gb, { iat: hub.clock.now }))
    const results = await hub.submit(gb, ...sent)
    expect(results.every(({ receipt }) => receipt)).toBe(true)
    identities.push(...sent.map(({ envelope }) => identityOf(envelope)))
  },
  async number({ hubs, network }, at) {
    await numberAll(hubs[at], network, PATIENCE)
  },
  /** The newest checkpoint, or sometimes one shown long ago. */
  async cosign(world, at, choice) {
    const { hubs, network, trust, shown } = world
    const hub = hubs[at]
    const node = Object.values(network.nodes)[choice % 3]
    await look(world, at)
    const sizes = [...shown.keys()].filter((size) => size > 0).toSorted((a, b) => b - a)
    const size = sizes[choice < 5 ? 0 : choice % sizes.length]
    if (size === undefined || node === undefined) return
    const checkpoint = { origin: trust.origin, size, root: shown.get(size) as Digest }
    const line = cosign(checkpoint, hub.clock.now, node.witness)
    const reply = await sendCosignature(hub, node, checkpoint, line)
    expect([200, 404]).toContain(reply.statusCode)
    if (reply.json().cosignatures >= 2) world.witnessed = Math.max(world.witnessed, size)
  },
} satisfies Record<string, Act>

/** What happens by itself. */
export const quiet = {
  async pass({ hubs }, _at, choice) {
    for (const hub of hubs) hub.clock.now += TIMES[choice % TIMES.length] ?? 0
  },
  async restart({ hubs, url, network }, at) {
    const { now } = hubs[at].clock
    await hubs[at].close()
    hubs[at] = await startHub({ url, network, patience: PATIENCE, now })
  },
  async nothing() {},
} satisfies Record<string, Act>

/** Keeps what a process shows; no tree may ever have been shown with another root. */
export async function look(world: LogWorld, at: 0 | 1) {
  const { hubs, network, trust, shown } = world
  const opened = openWitnessed(await askForCheckpoint(hubs[at], network.nodes.ro), trust)
  const { size, root } = opened.checkpoint
  expect(shown.get(size) ?? root).toBe(root)
  shown.set(size, root)
  return opened
}
