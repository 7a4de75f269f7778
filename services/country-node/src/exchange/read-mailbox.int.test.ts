import type { EventType, Message } from '@causeway/schemas/record'
import type { Envelope, RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { test as base } from '../../test/hub-test.ts'
import { anOffer } from '../../test/offers.ts'
import { changedRows } from '../../test/rows.ts'
import { HubUnavailable } from './hub-client.ts'
import { readMailbox } from './read-mailbox.ts'

const CHAINS = 6

/** Three events each of several referrals, of each in its order, and otherwise mixed. */
const test = base.extend('page', { scope: 'file' }, ({ ro, parties }) => async () => {
  const chains = Array.from({ length: CHAINS }, () => {
    const { referral, identity, message } = anOffer(ro, parties)
    const chain: Message[] = [message]
    let prev = identity
    const after: [EventType, object][] = [
      ['paused', { by_her: true }],
      ['withdrawn', {}],
    ]
    for (const [type, data] of after) {
      const n = chain.length + 1
      const event = ro.event(type, data, { referral, org: parties.from, n, prev })
      chain.push({ type: 'referral.event', event: event.jws })
      prev = event.identity
    }
    return { referral, chain }
  })
  const mail: Envelope[] = []
  const turns = chains
    .flatMap(({ chain }) => chain.map(() => chain))
    .toSorted(() => 0.5 - Math.random())
  const left = new Map(chains.map(({ chain }) => [chain, [...chain]]))
  for (const chain of turns) {
    const message = left.get(chain)?.shift()
    if (message) mail.push(await ro.post([message]))
  }
  return { referrals: chains.map(({ referral }) => referral), mail }
})

const inPage = (mail: readonly Envelope[]) =>
  mail.map((envelope, index) => ({ position: index + 1, ...envelope }))

test('of a page about many referrals each is taken in its order, once, beside what nobody can read', async ({
  node,
  client,
  hub,
  page,
}) => {
  const { referrals, mail } = await page()
  const unreadable = { envelope: 'YQ.YQ.YQ', ct: 'YQ.YQ..YQ.' }
  hub.state.mail = inPage([...mail.slice(0, 7), unreadable, ...mail.slice(5)])
  const taken: RandomId[] = []
  const onTaken = async (some: readonly RandomId[]) => void taken.push(...some)
  const options = { context: node, hub: client, wait: 0, onTaken }
  await readMailbox(options, AbortSignal.timeout(20_000))

  const outcomes = await node.db.selectFrom('inbox').select('outcome').execute()
  expect(outcomes).toEqual(mail.map(() => ({ outcome: 'applied' })))
  expect(taken.toSorted()).toEqual(referrals.flatMap((id) => [id, id, id]).toSorted())
  const owed = await node.db.selectFrom('owed_receipt').select('kind').execute()
  expect(owed).toEqual(mail.map(() => ({ kind: 'applied' })))
})

test('a node that ends before it could acknowledge a page has no second effect of it', async ({
  node,
  client,
  hub,
  page,
}) => {
  const { mail } = await page()
  hub.state.mail = inPage(mail)
  const read = (acknowledge: typeof client.acknowledge) =>
    readMailbox(
      { context: node, hub: { ...client, acknowledge }, wait: 0, onTaken: async () => {} },
      AbortSignal.timeout(20_000),
    )
  const cut = async () => {
    throw new HubUnavailable('cut off')
  }
  await expect(read(cut)).rejects.toThrow(HubUnavailable)
  expect(hub.state.mail).toHaveLength(mail.length)
  const rows = await changedRows(node.db, () => read(client.acknowledge))
  expect(rows).toEqual({})
  expect(hub.state.mail).toEqual([])
})
