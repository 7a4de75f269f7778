import { afterAll, beforeAll, expect, test } from 'vitest'
import { compressedTime } from '../src/demo/compressed-time.ts'
import { runDemo } from '../src/demo/run-demo.ts'
import { stories, storyNames } from '../src/demo/stories.ts'
import { tellStep } from '../src/demo/tell-step.ts'
import { type Network, startNetwork } from '../src/start-network.ts'

let network: Network
beforeAll(async () => {
  network = await startNetwork({
    nodes: ['gb', 'ro', 'nl', 'de'],
    fsync: false,
    env: compressedTime,
  })
})
afterAll(() => network.close())

test.each(storyNames)('"%s" comes out, and the hub learns nothing of it', async (story) => {
  const failures: string[] = []
  const lines: string[] = []
  const report = await runDemo(network, {
    corridor: 'gb:ro',
    story,
    onStep: (step) => {
      lines.push(...tellStep(step).split('\n'))
    },
    onFailure: (reason) => {
      failures.push(reason)
    },
  })
  expect(failures).toEqual([])
  const { ends, timesAsked, steps } = stories[story]
  expect(report).toMatchObject({
    ok: true,
    story,
    steps: steps.map(({ name }) => ({ name, ok: true })),
    stateAtSender: ends,
    stateAtReceiver: ends,
    timesAsked,
    receiptsVerified: report.receiptsTotal,
    inclusionProofsVerified: report.envelopesSent,
    plantedCanariesFound: report.plantedCanaries,
    hubPlaintextHits: 0,
  })
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100)
})
