import { identityOf } from '@causeway/protocol/suite'
import type { HubBehaviour } from '@causeway/testkit'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/hub-test.ts'
import { anOffer } from '../../test/offers.ts'
import { anOffered } from '../../test/story.ts'
import { dispatch } from './dispatch.ts'
import { HubUnavailable } from './hub-client.ts'
import { sendReceipts } from './send-receipts.ts'

const test = base
  .extend(
    'rows',
    { scope: 'file' },
    ({ node }) =>
      () =>
        node.db.selectFrom('outbox').selectAll().orderBy('seq').execute(),
  )
  .extend(
    'numbers',
    { scope: 'file' },
    ({ rows }) =>
      async () =>
        (await rows()).map((row) => row.seq),
  )

const counting = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('sending', () => {
  test('numbers have neither gap nor double with four senders at once', async ({
    as,
    network: { receiver },
    node,
    client,
    hub,
    numbers,
  }) => {
    const worker = await as('case_worker')
    for (let count = 0; count < 12; count += 1) await anOffered(worker, receiver)
    await Promise.all([1, 2, 3, 4].map(() => dispatch(node, client, receiver.node)))

    expect(await numbers()).toEqual(counting(1, 12))
    expect(hub.receipts.size).toBe(12)
    const receipts = await node.db.selectFrom('receipt').selectAll().execute()
    expect(receipts.map(({ env }) => env).toSorted()).toEqual([...hub.receipts.keys()].toSorted())
  })

  const faults: HubBehaviour[] = [
    'silent',
    'unavailable',
    'garbage',
    'cut',
    'false_receipt',
    'receipt_of_another',
    'refuse:busy',
    'refuse:rate',
    'refuse:auth',
    'refuse:recipient',
    'refuse:time',
  ]
  for (const behaviour of faults) {
    test(`a hub that is ${behaviour}: the same bytes go again, one receipt is kept`, async ({
      as,
      network: { receiver },
      node,
      client,
      hub,
      numbers,
    }) => {
      await anOffered(await as('case_worker'), receiver)
      const before = hub.sent.length
      hub.state.behaviour = behaviour
      await expect(dispatch(node, client, receiver.node)).rejects.toThrow(HubUnavailable)
      await expect(dispatch(node, client, receiver.node)).rejects.toThrow(HubUnavailable)
      const open = node.db.selectFrom('outbox').select('id').where('submitted_at', 'is', null)
      expect(await open.execute()).toHaveLength(1)

      hub.state.behaviour = 'honest'
      await Promise.all([1, 2].map(() => dispatch(node, client, receiver.node)))
      await dispatch(node, client, receiver.node)
      const tries = hub.sent.slice(before)
      expect(tries.length).toBeGreaterThanOrEqual(3)
      for (const again of tries) expect(again).toEqual(tries[0])
      const env = identityOf(tries[0]?.envelope ?? '')
      const kept = await node.db.selectFrom('receipt').selectAll().where('env', '=', env).execute()
      expect(kept.map(({ jws }) => jws)).toEqual([hub.receipts.get(env)])
      const all = await numbers()
      expect(all).toEqual(counting(1, all.length))
    })
  }

  test('a refusal for good is kept for people and does not hold up the rest', async ({
    as,
    network: { receiver },
    node,
    client,
    hub,
    rows,
    lines,
  }) => {
    const worker = await as('case_worker')
    await anOffered(worker, receiver)
    hub.state.behaviour = 'refuse:replay'
    await dispatch(node, client, receiver.node)
    hub.state.behaviour = 'honest'
    expect((await rows()).at(-1)).toMatchObject({ refused: 'replay', submitted_at: null })
    expect(lines.join('')).toContain('"alarm":"envelope_refused"')

    await anOffered(worker, receiver)
    await dispatch(node, client, receiver.node)
    const last = (await rows()).at(-1)
    expect(last?.submitted_at).not.toBeNull()
    expect(last?.refused).toBeNull()
  })
})

test('receipts that are owed are signed once with four senders at once', async ({
  node,
  receive,
  ro,
  parties,
}) => {
  for (let count = 0; count < 40; count += 1) {
    await receive(await ro.post([anOffer(ro, parties).message]))
  }
  const drain = async () => {
    while (await sendReceipts(node, ro.id)) {}
  }
  await Promise.all([drain(), drain(), drain(), drain()])
  await drain()

  const owed = await node.db.selectFrom('owed_receipt').selectAll().execute()
  expect(owed).toEqual([])
  const made = await node.db
    .selectFrom('receipt')
    .innerJoin('outbox', 'outbox.id', 'receipt.outbox_id')
    .select(['env', 'outbox.id'])
    .where('by_party', '=', 'gb')
    .execute()
  expect(made).toHaveLength(40)
  expect(new Set(made.map(({ env }) => env)).size).toBe(40)
  expect(new Set(made.map(({ id }) => id)).size).toBe(2)
})
