import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { playStory } from '../src/demo/play-story.ts'
import { settle } from '../src/demo/settle.ts'
import { type Network, type NetworkNode, startNetwork } from '../src/start-network.ts'
import { expectOnceEach } from './expect-once-each.ts'
import { stepNames } from './step-names.ts'
import { type Blow, type KillPoint, strikeAt } from './strike.ts'

const SEED = 20_261_122
/** Milliseconds from when the victim answers, and the story is told, until nothing is open. */
const SETTLED_WITHIN = 3_000
/** Long enough that pauses between two tries have grown to their longest. */
const OUTAGE = 9_000
const RECOVERED_WITHIN = 3_000

const points = (victims: KillPoint['victim'][], count: number): KillPoint[] =>
  fc.sample(
    fc.noBias(
      fc.record({
        victim: fc.constantFrom(...victims),
        step: fc.constantFrom(...stepNames),
        delay: fc.integer({ min: 0, max: 150 }),
      }),
    ),
    { seed: SEED, numRuns: count },
  )

let network: Network
let gb: NetworkNode
let ro: NetworkNode
beforeAll(async () => {
  network = await startNetwork({ nodes: ['gb', 'ro'], fsync: false })
  gb = network.nodes.gb as NetworkNode
  ro = network.nodes.ro as NetworkNode
  return () => network.close()
})

type Told = Blow & { referral: string; stuck: number }

async function playStruck(point: KillPoint): Promise<Told> {
  const victims = { hub: network.hub, sender: gb, receiver: ro }
  const { before, struck } = strikeAt(point, victims[point.victim].process)
  const [{ referral }, blow] = await Promise.all([
    playStory(network, { corridor: 'gb:ro', beforeStep: before }),
    struck,
  ])
  const told = performance.now()
  await settle(network)
  const stuck = Math.round(performance.now() - Math.max(told, blow.back))
  return { ...blow, referral, stuck }
}

const asTable = (told: readonly Told[]) =>
  told
    .map(
      ({ referral, victim, step, delay, hit, away, stuck }) =>
        `${referral}  ${victim.padEnd(8)} ${step} +${delay} ms, hit ${hit}, away ${away} ms, settled after ${stuck} ms`,
    )
    .join('\n')

test(`SIGKILL of hub, receiver and sender at 24 points of a referral (seed ${SEED}): all effects are there exactly once`, async () => {
  const told: Told[] = []
  for (const point of [...points(['hub', 'receiver'], 20), ...points(['sender'], 4)]) {
    const story = await playStruck(point).catch((cause) => {
      const { victim, step, delay } = point
      throw new Error(`${asTable(told)}\n${victim} at ${step} +${delay} ms`, { cause })
    })
    told.push(story)
  }

  const hits = told.map(({ victim, hit }) => `${victim} ${hit}`)
  expect(new Set(told.map(({ victim }) => victim)).size).toBe(3)
  expect(new Set(told.map(({ hit }) => hit)).size, hits.join('\n')).toBeGreaterThanOrEqual(6)
  expect(Math.max(...told.map(({ stuck }) => stuck)), asTable(told)).toBeLessThan(SETTLED_WITHIN)
  await expectOnceEach(
    network,
    told.map(({ referral }) => referral),
    asTable(told),
  )
}, 600_000)

test(`what waits for a hub that was away for ${OUTAGE / 1000} s has gone ${RECOVERED_WITHIN / 1000} s after its return`, async () => {
  const recovery = Promise.withResolvers<number>()
  const outage = async () => {
    await network.hub.process.kill('SIGKILL')
    await sleep(OUTAGE)
    await network.hub.process.restart()
    return performance.now()
  }
  let back = recovery.promise
  await playStory(network, {
    corridor: 'gb:ro',
    beforeStep: (step) => {
      if (step === 'offer') recovery.resolve(outage())
    },
    onStep: async (step) => {
      if (step === 'arrives') back = Promise.resolve(performance.now() - (await recovery.promise))
    },
  })
  expect(await back).toBeLessThan(RECOVERED_WITHIN)
  await settle(network)
})
