import { readFile } from 'node:fs/promises'
import { importSigningKey } from '@causeway/protocol/suite'
import { freePort } from '../free-port.ts'
import { launchHub } from '../network-services.ts'
import { ask } from '../postgres/ask.ts'
import { createServiceDatabase } from '../postgres/databases.ts'
import type { ServiceProcess } from '../processes/start-process.ts'
import { type Network, startNetwork } from '../start-network.ts'
import { type Figure, meets } from './figure.ts'
import { type Order, openSubmitLoad } from './load/submit-load.ts'
import { timeProofs } from './log/ask-proofs.ts'
import { fillLog } from './log/fill-log.ts'
import type { Comparison } from './measure.ts'
import { openNetwork } from './signing-network.ts'
import { compareRates } from './yardstick/compare-rates.ts'

const SMALL = 1_000
const LARGE = 1_000_000
const PROOFS = 400
const WARM_UP: Order = { envelopes: 1_500, perCall: 1, connections: 32 }
const ACCEPTS: Order = { envelopes: 4_000, perCall: 1, connections: 32 }
const AT_MOST = 2.5
const AT_LEAST = 0.95

/** Instead of a leaf nothing is stored, and so nothing is numbered or signed. */
const WITHOUT_LOG = `
  create function no_leaf() returns trigger language plpgsql as 'begin return null; end';
  create trigger no_leaf before insert on pending_leaf for each row execute function no_leaf()`

/**
 * P8: what a log that grows costs. Inclusion proofs over HTTP, of two hubs on one PostgreSQL whose
 * logs differ in nothing but their size; and accepts of a hub against one that keeps no log.
 */
export async function logGrowth(): Promise<Figure> {
  const env = { HUB_REQUESTS_PER_SECOND: '1000000' }
  const network = await startNetwork({ nodes: ['gb', 'ro'], isHubAlone: true, env })
  const second = await startSecondHub(network, env)
  try {
    const proofs = await compareProofs(network, second)
    const accepts = await compareAccepts(network, second)
    return figureOf(proofs, accepts)
  } finally {
    await second.process.stop()
    await network.close()
  }
}

interface SecondHub {
  process: ServiceProcess
  adminUrl: string
}

async function startSecondHub(network: Network, env: Record<string, string>): Promise<SecondHub> {
  const { folder, files, postgres } = network
  const database = await createServiceDatabase(postgres.url, 'second_hub')
  const adminUrl = new URL(postgres.url)
  adminUrl.pathname = '/second_hub'
  const port = await freePort()
  const setting = { folder, port, database, queueUrl: undefined, env, signal: undefined }
  return { process: await launchHub(files, setting), adminUrl: adminUrl.href }
}

async function compareProofs({ hub, files }: Network, second: SecondHub): Promise<Comparison> {
  const { origin, logKey } = (await openNetwork(files)).hub
  const caller = JSON.parse(await readFile(files.nodes.gb?.transportKey ?? '', 'utf8'))
  const key = await importSigningKey(caller)
  const logSigner = { origin, file: files.logKey }
  const proofsOf = async (url: string, adminUrl: string, leaves: number) => {
    const identities = await fillLog(adminUrl, leaves, logSigner)
    let turn = 0
    return () => {
      const some = identities.map((_, n) => identities[(n * 7 + turn) % identities.length])
      turn += 1
      return timeProofs(url, some.slice(0, PROOFS) as typeof identities, key, logKey)
    }
  }
  const small = await proofsOf(hub.url, hub.database.adminUrl, SMALL)
  const large = await proofsOf(second.process.url, second.adminUrl, LARGE)
  for (const warmUp of [small, large]) await warmUp()
  return (await compareRates({ large }, small)).large
}

async function compareAccepts(network: Network, second: SecondHub): Promise<Comparison> {
  await ask(second.adminUrl, WITHOUT_LOG)
  const kept = openSubmitLoad(network, 'gb', 'ro')
  const none = openSubmitLoad(network, 'gb', 'ro', second.process.url)
  try {
    for (const load of [kept, none]) await load.send(WARM_UP)
    return (await compareRates({ kept: () => kept.send(ACCEPTS) }, () => none.send(ACCEPTS))).kept
  } finally {
    kept.close()
    none.close()
  }
}

function figureOf(proofs: Comparison, accepts: Comparison): Figure {
  const goal = { atMost: AT_MOST }
  const kept = { atLeast: AT_LEAST }
  const [small, large] = [proofs.before, proofs.subject].map((it) => `${it.toFixed(0)} us`)
  return {
    id: 'P8',
    what: `proof from the database at ${LARGE} leaves: ${large}, at ${SMALL}: ${small}`,
    ratio: proofs.ratio,
    goal,
    ok: [
      meets(proofs.ratio, goal),
      meets(accepts.ratio, kept),
      proofs.isSteady,
      accepts.isSteady,
    ].every(Boolean),
    denominator: `the same call of a hub with ${SMALL} leaves, on the same PostgreSQL`,
    measured: proofs,
    lines: [
      {
        what:
          `accepted a second with the log, ${accepts.subject.toFixed(0)}/s, against a hub whose ` +
          `leaves a trigger drops, ${accepts.before.toFixed(0)} and ${accepts.after.toFixed(0)}/s`,
        ratio: accepts.ratio,
        goal: kept,
        measured: accepts,
      },
    ],
  }
}
