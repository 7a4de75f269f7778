import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { NetworkNode } from '../start-network.ts'
import { type Figure, type Goal, meets } from './figure.ts'
import { type HandoffNetwork, startHandoffNetwork } from './handoffs-network.ts'
import { openSenders } from './handoffs-offers.ts'
import { draftReferrals } from './handoffs-people.ts'
import type { Comparison } from './measure.ts'
import { compareRates } from './yardstick/compare-rates.ts'
import { openYardstick } from './yardstick/yardstick.ts'

const SENDERS = 32
const HANDOFFS = 128
const WARM_UP = 200
/** Milliseconds between two looks whether the receipts are there. */
const LOOK = 10
/** Milliseconds after which receipts that are not there are not waited for any more. */
const PATIENCE = 60_000
const GOAL: Goal = { atLeast: 0.12 }

/**
 * P2: handovers that go from one country to another in a second, and whose receipt is stored. One
 * is an offer by the API of the sending node, with all that the verb asks (token, role, agreement,
 * policy, record, disclosure ledger, audit, deadlines), committed with its sealed envelope; taken by
 * the hub; opened, checked and applied at the receiving node in one transaction; and answered by a
 * signed `applied` that the sending node has stored. The clock runs from the first request to the
 * last stored receipt. People, agreements and drafts are there before, each person for one offer.
 */
export async function handoffs(): Promise<Figure> {
  const network = await startHandoffNetwork()
  const receipts = await countReceipts(network)
  try {
    const yardstick = await openYardstick(network.postgres.url)
    const rate = (drafts: string[]) => handOver(network.gb, receipts.stored, drafts)
    await rate(await draftReferrals(network.gb, network.ro, WARM_UP))
    const stock = await draftReferrals(network.gb, network.ro, 3 * HANDOFFS)
    const { held } = await compareRates(
      {
        held: async () =>
          rate(
            stock.length > 0
              ? stock.splice(0, HANDOFFS)
              : await draftReferrals(network.gb, network.ro, HANDOFFS),
          ),
      },
      () => yardstick.rate(SENDERS),
    )
    return figureOf(held, yardstick.name)
  } finally {
    await receipts.close()
    await network.close()
  }
}

/** How many a second. Connections are new each time: a node closes those that nobody uses. */
async function handOver(
  from: NetworkNode,
  stored: () => Promise<number>,
  drafts: readonly string[],
): Promise<number> {
  const senders = await openSenders(from, SENDERS)
  const before = await stored()
  const line = drafts.values()
  const start = performance.now()
  await Promise.all(
    senders.map(async (sender) => {
      for (const draft of line) await sender.offer(draft)
    }),
  )
  while ((await stored()) < before + drafts.length) {
    if (performance.now() - start > PATIENCE) throw new TypeError('Receipts are missing')
    await sleep(LOOK)
  }
  const rate = drafts.length / ((performance.now() - start) / 1000)
  for (const sender of senders) sender.close()
  return rate
}

/** Of how many offers the sending node has the receipt that they were applied. */
async function countReceipts({ gb }: HandoffNetwork) {
  const client = new Client({ connectionString: gb.database.adminUrl })
  await client.connect()
  return {
    stored: async () => {
      const text = `select count(*) as count from receipt where kind = 'applied'`
      return Number((await client.query({ name: 'count', text })).rows[0].count)
    },
    close: () => client.end(),
  }
}

function figureOf(measured: Comparison, denominator: string): Figure {
  const { subject, before, after, ratio, isSteady } = measured
  return {
    id: 'P2',
    what: `handed over a second with stored receipt, ${SENDERS} senders: ${subject.toFixed(0)}/s, yardstick ${before.toFixed(0)} and ${after.toFixed(0)}/s`,
    ratio,
    goal: GOAL,
    ok: meets(ratio, GOAL) && isSteady,
    denominator: `${denominator}, ${SENDERS} clients`,
    measured,
    lines: [],
  }
}
