import { playStory } from '../src/demo/play-story.ts'
import { settle } from '../src/demo/settle.ts'
import { until } from '../src/demo/until.ts'
import type { Network } from '../src/start-network.ts'
import { expectOnceEach } from './expect-once-each.ts'

const corridor = 'gb:ro'

/**
 * Plays two referrals on a network of gb and ro and sees that all their effects are there once. In
 * the first the queues are emptied at the beginning of each step; in the second the hub is away
 * when the offer is sent, and they are emptied when the retry has been queued. `empty` returns how
 * many jobs of the nodes it removed.
 */
export async function playWithoutQueues(
  network: Network,
  empty: () => Promise<number>,
): Promise<void> {
  const emptied: Promise<number>[] = []
  const first = await playStory(network, { corridor, beforeStep: () => emptied.push(empty()) })
  await Promise.all(emptied)

  const lost: Promise<unknown>[] = []
  const second = await playStory(network, {
    corridor,
    beforeStep: (step) => {
      if (step === 'draft') lost.push(loseRetry(network, empty))
    },
  })
  await Promise.all(lost)
  await settle(network)
  await expectOnceEach(network, [first.referral, second.referral], 'queues emptied')
}

/** The hub comes back only after the queue that was to retry has been emptied. */
async function loseRetry({ hub }: Network, empty: () => Promise<number>): Promise<void> {
  await hub.process.kill('SIGKILL')
  await until('a retry is queued', async () => (await empty()) > 0)
  await hub.process.restart()
}
