import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ENVELOPE_BATCH } from '@causeway/schemas/wire'
import { freePort } from '../free-port.ts'
import { originOf } from '../network-services.ts'
import { type ServiceProcess, startService } from '../processes/start-process.ts'
import { type Network, startNetwork } from '../start-network.ts'
import { type Figure, type Line, meets } from './figure.ts'
import { openSubmitLoad } from './load/submit-load.ts'
import { type Comparison, isSteady } from './measure.ts'
import { settledMemory } from './memory/resident.ts'

const AT_MOST = 1.5
/** What a settled hub holds may grow by so much over its next messages. */
const GROWTH_AT_MOST = 1.05
/** Sent first, so that caches, buffers and the compiler take their size. */
const SETTLING = 40_000
const MESSAGES = { long: 100_000, short: 30_000 }
/** At a time: all of them are signed before they are sent. */
const PORTION = 10_000

const bareService = '../../../service-kit/test/bare/main.ts'

/**
 * P9: memory of services that have nothing to do, against a process with the same server and the
 * same database client that is for nothing; the same Node with the same flags.
 */
export async function idleMemory(isLong: boolean): Promise<Figure> {
  const messages = isLong ? MESSAGES.long : MESSAGES.short
  const env = { HUB_REQUESTS_PER_SECOND: '1000000' }
  const network = await startNetwork({ nodes: ['gb', 'ro'], env })
  try {
    const bare = await startBare(network)
    const held = await Promise.all(
      [bare, network.hub.process, network.nodes.gb?.process ?? bare].map(settledMemory),
    )
    const after = await settledMemory(bare)
    await bare.stop()
    const [before, hub, node] = held as [number, number, number]
    return figureOf(before, after, { hub, node }, await growth(network, messages), messages)
  } finally {
    await network.close()
  }
}

async function startBare({ folder, postgres }: Network): Promise<ServiceProcess> {
  const port = await freePort()
  return startService({
    name: 'bare',
    entry: fileURLToPath(new URL(bareService, import.meta.url)),
    url: originOf(port),
    logFile: join(folder, 'bare.log'),
    env: { PORT: String(port), DATABASE_URL: postgres.url },
  })
}

/** Of the hub, whose nodes have gone: mail, log and what was seen before all grow. */
async function growth({ hub, nodes, ...rest }: Network, messages: number): Promise<Comparison> {
  await Promise.all(Object.values(nodes).map(({ process }) => process.stop()))
  const load = openSubmitLoad({ hub, nodes, ...rest }, 'gb', 'ro')
  const take = async (count: number) => {
    const order = { envelopes: PORTION, perCall: ENVELOPE_BATCH, connections: 8 }
    for (let sent = 0; sent < count; sent += PORTION) await load.send(order)
    return settledMemory(hub.process)
  }
  try {
    const before = await take(SETTLING)
    const after = await take(messages)
    return { subject: after, before, after: before, ratio: after / before, isSteady: true }
  } finally {
    load.close()
  }
}

function figureOf(
  before: number,
  after: number,
  { hub, node }: { hub: number; node: number },
  grown: Comparison,
  messages: number,
): Figure {
  const goal = { atMost: AT_MOST }
  const held = (subject: number): Comparison => {
    const ratio = (2 * subject) / (before + after)
    return { subject, before, after, ratio, isSteady: isSteady(before, after) }
  }
  const [ofHub, ofNode] = [held(hub), held(node)]
  const lines: Line[] = [
    { what: `a hub at rest: ${mega(hub)}`, ratio: ofHub.ratio, goal, measured: ofHub },
    {
      what:
        `the same hub after ${SETTLING} messages, ${mega(grown.before)}, and ${messages} more, ` +
        `${mega(grown.subject)}${messages < MESSAGES.long ? '; --long sends 100000' : ''}`,
      ratio: grown.ratio,
      goal: { atMost: GROWTH_AT_MOST },
      measured: grown,
    },
  ]
  return {
    id: 'P9',
    what: `a node at rest: ${mega(node)}`,
    ratio: ofNode.ratio,
    goal,
    ok: meets(ofNode.ratio, goal) && lines.every((line) => meets(line.ratio, line.goal ?? goal)),
    denominator: `a bare fastify and pg process: ${mega(before)} and ${mega(after)}`,
    measured: ofNode,
    lines,
  }
}

const mega = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
