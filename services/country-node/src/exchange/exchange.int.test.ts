import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, vi } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { anOffer } from '../../test/offers.ts'
import { anOffered } from '../../test/story.ts'
import { startExchange } from './exchange.ts'

/** The queue is only a hint: here it is away all the time. */
const away = async () => {
  throw new Error('the queue is away')
}
const retries = { add: away, every: away, counts: away as never }
const hooks = { retries, onApplied: async () => {}, onSweep: [] }

test('mail is taken beside what nobody can read, which does not make the reader spin', async ({
  node,
  client,
  hub,
  ro,
  parties,
}) => {
  const offer = anOffer(ro, parties)
  const good = await ro.post([offer.message])
  hub.state.mail = [
    { position: 1, envelope: 'YQ.YQ.YQ', ct: good.ct },
    { position: 2, ...good },
  ]
  const exchange = startExchange({ context: node, hub: client, ...hooks })
  onTestFinished(() => exchange.close())
  await vi.waitFor(() => expect(hub.state.acknowledged).toHaveLength(1), 5_000)
  await sleep(1_500)
  expect(hub.state.polls).toBeLessThan(8)
  expect(hub.state.mail).toHaveLength(1)
  const referral = node.db.selectFrom('referral').select('id').where('id', '=', offer.referral)
  expect(await referral.execute()).toHaveLength(1)
  await vi.waitFor(() => expect(hub.receipts.size).toBeGreaterThan(0), 5_000)
})

test('the sweep sends what no wake-up and no queue has sent', async ({
  as,
  network: { receiver },
  node,
  client,
  hub,
}) => {
  hub.state.mail = []
  hub.state.behaviour = 'unavailable'
  const { id } = await anOffered(await as('case_worker'), receiver)
  const exchange = startExchange({ context: node, hub: client, ...hooks })
  onTestFinished(() => exchange.close())
  await vi.waitFor(() => expect(hub.sent.length).toBeGreaterThan(1), 5_000)
  hub.state.behaviour = 'honest'
  const submitted = () =>
    node.db
      .selectFrom('outbox')
      .select('submitted_at')
      .where('referral_id', '=', id as never)
      .executeTakeFirstOrThrow()
  await vi.waitFor(async () => expect((await submitted()).submitted_at).not.toBeNull(), 12_000)
})
