import { type Figure, type Goal, meets, type Timing } from './figure.ts'
import { startHandoffNetwork } from './handoffs-network.ts'
import { openSenders, type Sender } from './handoffs-offers.ts'
import { draftReferrals } from './handoffs-people.ts'
import { listenForApplied, type Passage } from './idle-latency-flow.ts'
import { timeNumbering, timeOpening, timePassing } from './idle-latency-parts.ts'

const PASSAGES = 150
const WARM_UP = 60
/** Milliseconds between two: receipts and proofs of the last one are done by then. */
const REST = 60
const GOAL: Goal = { atMost: 1.5 }
const SPREAD: Goal = { atMost: 3 }

/**
 * P3: one handover at a time, from the request to the commit of what the receiving node applied, as
 * P2 has it. Against the sum of its parts, so that what is more than 1 was spent waiting. The two
 * transactions are timed in the same passages; numbering, the hub and the opening by themselves,
 * over the same hub, database and keys once both nodes have stopped.
 */
export async function idleLatency(): Promise<Figure> {
  const network = await startHandoffNetwork()
  try {
    const drafts = await draftReferrals(network.gb, network.ro, WARM_UP + PASSAGES)
    const passages = await passAll(network, drafts)
    for (const node of [network.gb, network.ro]) await node.process.stop()
    const of = (part: keyof Passage) => passages.map((passage) => passage[part])
    const parts = {
      'the request: read, checked, sealed, signed, committed': summed(of('committed')).p50,
      'numbering, a transaction of three statements': await timeNumbering(network.postgres.url),
      'the hub: accepted, and handed to a waiting poll': await timePassing(network),
      'the envelope verified and opened': await timeOpening(network),
      'the transaction that applies it': summed(of('applied')).p50,
    }
    return figureOf(summed(of('whole')), parts)
  } finally {
    await network.close()
  }
}

async function passAll(
  network: Awaited<ReturnType<typeof startHandoffNetwork>>,
  drafts: readonly string[],
): Promise<Passage[]> {
  const [sender] = (await openSenders(network.gb, 1)) as [Sender]
  const listening = await listenForApplied(network)
  const passages: Passage[] = []
  for (const draft of drafts) passages.push(await listening.pass(sender, draft, REST))
  sender.close()
  await listening.close()
  return passages.slice(WARM_UP)
}

function summed(taken: readonly number[]): Timing {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] as number
  return { p50: at(0.5), p99: at(0.99), requests: taken.length }
}

function figureOf(whole: Timing, parts: Record<string, number>): Figure {
  const sum = Object.values(parts).reduce((total, part) => total + part, 0)
  const ratio = whole.p50 / sum
  const spread = whole.p99 / whole.p50
  return {
    id: 'P3',
    what: `one handover while idle: p50 ${whole.p50.toFixed(1)} ms, its parts ${sum.toFixed(1)} ms`,
    ratio,
    goal: GOAL,
    ok: meets(ratio, GOAL) && meets(spread, SPREAD),
    denominator: 'the sum of its parts, each a median in this run',
    measured: whole,
    lines: [
      { what: 'p99 / p50', ratio: spread, goal: SPREAD, measured: whole },
      ...Object.entries(parts).map(([what, part]) => ({
        what: `ms: ${what}`,
        ratio: part,
        measured: whole,
      })),
    ],
  }
}
