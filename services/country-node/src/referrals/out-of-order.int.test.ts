import { identityOf } from '@causeway/protocol/suite'
import type { EventType, Message } from '@causeway/schemas/record'
import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer } from '../../test/offers.ts'
import type { Peer } from '../../test/peer.ts'
import { answersTo, changedRows } from '../../test/rows.ts'
import { anOffered } from '../../test/story.ts'
import { findReferral } from './referral-queries.ts'

type Parties = Parameters<typeof anOffer>[1]

/** Four events of a sender, each after the other. */
function aChain(ro: Peer, parties: Parties) {
  const { referral, identity, message } = anOffer(ro, parties)
  const messages: Message[] = [message]
  let prev = identity
  const after = { paused: { by_her: true }, withdrawn: {}, recalled: {} }
  for (const [index, [type, data]] of Object.entries(after).entries()) {
    const event = ro.event(type as EventType, data, {
      referral,
      org: parties.from,
      n: index + 2,
      prev,
    })
    messages.push({ type: 'referral.event', event: event.jws })
    prev = event.identity
  }
  return { referral, messages }
}

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]]
  return values.flatMap((value, index) =>
    permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]),
  )
}

describe('events of a sender', () => {
  test('end in the same state in each of 24 orders; each is answered', async ({
    ro,
    parties,
    receive,
    node,
  }) => {
    for (const order of permutations([0, 1, 2, 3])) {
      const { referral, messages } = aChain(ro, parties)
      const mails = await Promise.all(messages.map((message) => ro.post([message])))
      const outcomes: string[] = []
      for (const place of order) {
        const mail = mails[place]
        if (mail) outcomes.push((await receive(mail)).outcome)
      }
      const row = await findReferral(node.db, referral)
      expect(row).toMatchObject({ status: 'withdrawn', side: 'receiver', own_org: parties.to })
      expect(row?.state).toMatchObject({ disclosure: 'closed', isPaused: true, pending: [] })
      for (const [index, place] of order.entries()) {
        const env = identityOf(mails[place]?.envelope ?? '')
        const kinds = (await answersTo(node.db, env)).map(({ kind }) => kind)
        const isHeld = outcomes[index] === 'held'
        expect(kinds).toEqual(isHeld ? ['delivered', 'applied'] : ['applied'])
      }
    }
  })

  test('have one effect however often they come in new envelopes; each is answered', async ({
    ro,
    parties,
    receive,
    node,
  }) => {
    const { message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const again = await Promise.all([1, 2, 3].map(() => ro.post([message])))
    const rows = await changedRows(node.db, () => Promise.all(again.map(receive)))
    expect(rows).toEqual({ inbox: 3, owed_receipt: 3 })
    for (const { envelope } of again) {
      expect(await answersTo(node.db, identityOf(envelope))).toMatchObject([{ kind: 'applied' }])
    }
  })
})

describe('events of a receiver', () => {
  for (const order of permutations(['opened', 'accepted'] as const)) {
    test(`arrive as ${order}`, async ({ as, network: { receiver }, node, ro, receive }) => {
      const worker = await as('case_worker')
      const { id } = await anOffered(worker, receiver)
      const offered = await node.db
        .selectFrom('referral_event')
        .select(['n', 'identity as hash'])
        .where('referral_id', '=', id as never)
        .executeTakeFirstOrThrow()
      const place = { referral: id as never, org: receiver.org, seen: offered }
      const opened = ro.event('opened', {}, place)
      const who = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
      const { body, hash } = ro.body(who)
      const accepted = ro.event(
        'accepted',
        { services: ['safe_housing'], not_accepted: ['legal_aid'], body: hash },
        { ...place, n: 2, prev: opened.identity },
      )
      const messages: Record<string, Message> = {
        opened: { type: 'referral.event', event: opened.jws },
        accepted: { type: 'referral.event', event: accepted.jws, body },
      }
      for (const type of order) await receive(await ro.post([messages[type] as Message]))
      const view = (await worker.get(`/referrals/${id}`)).json()
      expect(view).toMatchObject({ status: 'accepted', acceptance: who, packet: 'due' })
      expect(view.timeline.map(({ type }: { type: string }) => type).toSorted()).toEqual([
        'accepted',
        'offered',
        'opened',
      ])
    })
  }
})
