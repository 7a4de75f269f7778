import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { checkHubSecrecy } from '../src/demo/hub-secrecy.ts'
import { runDemo, type StepTold } from '../src/demo/run-demo.ts'
import { tellStep } from '../src/demo/tell-step.ts'
import { openWitness } from '../src/demo/witness.ts'
import { ask } from '../src/postgres/ask.ts'
import { type Network, startNetwork } from '../src/start-network.ts'
import { stepNames } from './step-names.ts'

let network: Network
beforeAll(async () => {
  network = await startNetwork({ nodes: ['gb', 'ro', 'nl', 'de'], fsync: false })
})
afterAll(() => network.close())

test.each(['gb:ro', 'nl:ro', 'de:gb'])(
  'the demonstration shows what it must for %s',
  async (corridor) => {
    const failures: string[] = []
    const report = await runDemo(network, {
      corridor,
      onFailure: (reason) => {
        failures.push(reason)
      },
    })
    expect(failures).toEqual([])
    expect(report).toMatchObject({
      ok: true,
      corridor,
      steps: stepNames.map((name) => ({ name, ok: true, ms: expect.any(Number) })),
      stateAtSender: 'closed',
      stateAtReceiver: 'closed',
      receiptsVerified: report.receiptsTotal,
      inclusionProofsVerified: report.envelopesSent,
      plantedCanariesFound: report.plantedCanaries,
      hubPlaintextHits: 0,
    })
    expect(report.receiptsTotal).toBeGreaterThanOrEqual(6)
    expect(report.envelopesSent).toBeGreaterThanOrEqual(3)
    expect(report.canaries).toBeGreaterThanOrEqual(20)
    expect(report.plantedCanaries).toBeGreaterThanOrEqual(100)
    expect(report.bytesScanned).toBeGreaterThan(50_000)
    expect(report.seconds).toBeLessThan(60)
  },
)

test('what each side can see is told at each step, in lines of 100 columns at most', async () => {
  const told: StepTold[] = []
  await runDemo(network, {
    corridor: 'ro:nl',
    onStep: (step) => {
      told.push(step)
    },
  })
  const at = (name: string) => told.find((step) => step.name === name)
  expect(at('draft')).toMatchObject({
    receiver: expect.stringContaining('not even that she exists'),
    hub: 'nothing new.',
  })
  expect(at('arrives')?.receiver).toMatch(/Codes only.*age band from 27 to 29/)
  expect(at('arrives')?.receiver).not.toContain('full name')
  expect(at('packet')?.receiver).toMatch(/The packet, 25 items: .*full name/)
  expect(at('packet')?.sender).toContain('The packet has gone')
  expect(at('offer')?.hub).toMatch(/from ro to nl, number \d+, \d+ bytes/)
  expect(told.map(({ hub }) => hub).join()).not.toMatch(/item|name|offer|packet/)
  const lines = told.flatMap((step) => tellStep(step).split('\n'))
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
})

test('a value that was at the hub, or in a queue, for a moment only is found', async () => {
  const { hub, nodes } = network
  const witness = await openWitness(network)
  onTestFinished(() => witness.close())
  const stay = async (url: string, insert: string, remove: string) => {
    await ask(url, insert)
    await ask(url, remove)
  }
  await stay(
    hub.database.adminUrl,
    `insert into mailbox (id, to_node, envelope, ct, exp) values ('x', 'x', '', 'Ana Exemplu', 0)`,
    `delete from mailbox where id = 'x'`,
  )
  await stay(
    nodes.nl?.database.adminUrl ?? '',
    `insert into bullmq.job (queue, id, seq, name, state, data, added_at_ms)
     values ('x', 'x', 0, 'x', 'completed', '{"to": "+9991234567"}', 0)`,
    `delete from bullmq.job where queue = 'x'`,
  )
  const canaries = ['Ana Exemplu', '+9991234567', 'Nobody Said This']
  const report = await checkHubSecrecy(witness, canaries)
  expect(report).toMatchObject({
    canaries: 3,
    hubPlaintextHits: 2,
    plantedCanariesFound: report.plantedCanaries,
  })
})

test('a step that fails is reported as such, with a reason that names nobody', async () => {
  const { adminUrl } = (network.nodes.ro as Network['nodes'][string]).database
  const reasons: string[] = []
  const report = await runDemo(network, {
    corridor: 'gb:ro',
    onStep: async ({ name }) => {
      if (name === 'arrives') await ask(adminUrl, "update referral set own_org = 'elsewhere'")
    },
    onFailure: (reason) => {
      reasons.push(reason)
    },
  })
  expect(report.ok).toBe(false)
  expect(report.steps.map(({ name, ok }) => [name, ok])).toEqual([
    ...stepNames.slice(0, 6).map((name) => [name, true]),
    ['open', false],
  ])
  expect(report).toMatchObject({ corridor: 'gb:ro', stateAtSender: null, hubPlaintextHits: null })
  expect(reasons).toEqual([expect.stringMatching(/^open: POST .*\/open: 404 /)])
})
