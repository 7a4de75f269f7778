import { type Browser, openBrowser } from '@causeway/testkit/browser'
import { test as base, vi } from 'vitest'
import { compressedTime } from '../../src/demo/compressed-time.ts'
import { type Network, type NetworkNode, startNetwork } from '../../src/start-network.ts'
import { beginJourney, type Journey, type JourneyOptions, joinJourney } from './common-case.ts'
import type { Worker } from './worker.ts'

/** A whole journey, on a machine on which others work too. */
vi.setConfig({ testTimeout: 300_000 })

/**
 * One network and one browser for all journeys of a file. What takes a quarter of an hour is over in
 * a second and a half. `journeys` keeps all of them, to be searched when they are over.
 */
export const test = base
  .extend('countries', { scope: 'file' }, () => ['gb', 'ro', 'nl', 'de'])
  .extend(
    'network',
    { scope: 'file' },
    async ({ countries: nodes }, { onCleanup }): Promise<Network> => {
      const env = { ...compressedTime, LOG_LEVEL: 'debug' }
      const network = await startNetwork({ nodes, fsync: false, env })
      onCleanup(() => network.close())
      return network
    },
  )
  .extend(
    'browser',
    { scope: 'file' },
    async ({ countries: _ }, { onCleanup }): Promise<Browser> => {
      const browser = await openBrowser()
      onCleanup(() => browser.close())
      return browser
    },
  )
  .extend('journeys', { scope: 'file' }, (): Journey[] => [])
  .extend(
    'begin',
    ({ network, browser, journeys }, { onCleanup }) =>
      async (options: JourneyOptions): Promise<Journey> => {
        const journey = await beginJourney(network, browser, options)
        journeys.push(journey)
        onCleanup(async () => {
          for (const visitor of journey.visitors) await visitor.close()
        })
        return journey
      },
  )
  .extend(
    'join',
    ({ browser }) =>
      (journey: Journey, who: { node: NetworkNode; user: string }): Promise<Worker> =>
        joinJourney(browser, journey, who),
  )
