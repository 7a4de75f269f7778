import { startNetwork } from '../start-network.ts'
import { type Figure, type Goal, type Line, meets } from './figure.ts'
import { type Order, openSubmitLoad } from './load/submit-load.ts'
import type { Comparison } from './measure.ts'
import { compareRates } from './yardstick/compare-rates.ts'
import { openYardstick } from './yardstick/yardstick.ts'

/** Until the compiler is done and the tables are no longer small. */
const WARM_UP: Order[] = [
  { envelopes: 2_000, perCall: 1, connections: 8 },
  { envelopes: 8_000, perCall: 32, connections: 8 },
]
const ENVELOPES = 4_000
/** So many are taken at a call, over so few connections that nobody is told to wait. */
const BATCH = 32
const BATCH_CONNECTIONS = 8

const goals = { at8: 0.6, at32: 0.7, batched: 1 } as const satisfies Record<string, number>

/**
 * P1: envelopes that a hub accepts in a second. Each is 6 to 7 kB, signed and its ciphertext held
 * against the signature; its sender proves the call; it is de-duplicated and committed together
 * with its pending leaf; and the receipt is signed. A real process, over HTTP, with its log at the
 * level of production; no node reads the mail, and the sequencer numbers what came in.
 */
export async function hubAccepts(): Promise<Figure> {
  const env = { HUB_REQUESTS_PER_SECOND: '1000000' }
  const network = await startNetwork({ nodes: ['gb', 'ro'], isHubAlone: true, env })
  const load = openSubmitLoad(network, 'gb', 'ro')
  try {
    const yardstick = await openYardstick(network.postgres.url)
    for (const order of WARM_UP) await load.send(order)
    const submit = (order: Omit<Order, 'envelopes'>) => () =>
      load.send({ ...order, envelopes: ENVELOPES })
    const { at8 } = await compareRates({ at8: submit({ perCall: 1, connections: 8 }) }, () =>
      yardstick.rate(8),
    )
    const { at32, batched } = await compareRates(
      {
        at32: submit({ perCall: 1, connections: 32 }),
        batched: submit({ perCall: BATCH, connections: BATCH_CONNECTIONS }),
      },
      () => yardstick.rate(32),
    )
    return figureOf({ at8, at32, batched }, yardstick.name)
  } finally {
    load.close()
    await network.close()
  }
}

function figureOf(held: Record<keyof typeof goals, Comparison>, denominator: string): Figure {
  const { at8, at32, batched } = held
  const lines: Line[] = [
    lineOf('accepted a second by single submits, 32 clients', at32, { atLeast: goals.at32 }),
    lineOf(
      `the same ${BATCH} at a call, ${BATCH_CONNECTIONS} clients, against pgbench at 32`,
      batched,
      {
        atLeast: goals.batched,
      },
    ),
  ]
  const goal: Goal = { atLeast: goals.at8 }
  const isMet =
    meets(at8.ratio, goal) && lines.every((line) => meets(line.ratio, line.goal ?? goal))
  return {
    id: 'P1',
    what: `accepted a second by single submits, 8 clients: ${tell(at8)}`,
    ratio: at8.ratio,
    goal,
    ok: isMet && Object.values(held).every(({ isSteady }) => isSteady),
    denominator,
    measured: at8,
    lines,
  }
}

const lineOf = (what: string, measured: Comparison, goal: Goal): Line => ({
  what: `${what}: ${tell(measured)}`,
  ratio: measured.ratio,
  goal,
  measured,
})

const tell = ({ subject, before, after }: Comparison) =>
  `${subject.toFixed(0)}/s, yardstick ${before.toFixed(0)} and ${after.toFixed(0)}/s`
