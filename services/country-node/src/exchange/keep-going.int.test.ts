import type { Envelope } from '@causeway/schemas/wire'
import { beforeEach, describe, expect } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { anOffer } from '../../test/offers.ts'
import { anOffered } from '../../test/story.ts'
import { dispatch } from './dispatch.ts'
import { HubUnavailable } from './hub-client.ts'
import { readMailbox } from './read-mailbox.ts'
import { renewUnanswered } from './renew-envelope.ts'

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

const referralsTaken = () => {
  const taken: string[] = []
  return { taken, onTaken: async (referrals: readonly string[]) => void taken.push(...referrals) }
}

describe('one piece of mail that this node cannot deal with', () => {
  test('stays at the hub, raises an alarm, and stops no other', async ({
    node,
    client,
    hub,
    ro,
    parties,
    lines,
  }) => {
    const [bad, good] = [anOffer(ro, parties), anOffer(ro, parties)]
    const mail: Envelope[] = [await ro.post([bad.message]), await ro.post([good.message])]
    hub.state.mail = mail.map((envelope, index) => ({ position: index + 1, ...envelope }))
    const { prepare } = node.events
    const broken = {
      ...node,
      events: {
        ...node.events,
        prepare: ((context, verified, message) => {
          if (message.event === (bad.message as { event: string }).event) {
            throw new TypeError('a fault of ours')
          }
          return prepare(context, verified, message)
        }) satisfies typeof prepare,
      },
    }
    const { taken, onTaken } = referralsTaken()
    const options = { hub: client, wait: 0, onTaken }
    const signal = AbortSignal.timeout(10_000)
    expect(await readMailbox({ context: broken, ...options }, signal)).toBe(true)
    expect(taken).toEqual([good.referral])
    expect(hub.state.mail).toHaveLength(1)
    expect(lines.join('')).toContain('"alarm":"mail_failed"')

    expect(await readMailbox({ context: node, ...options }, signal)).toBe(false)
    expect(taken).toEqual([good.referral, bad.referral])
    expect(hub.state.mail).toHaveLength(0)
  })
})

test('a hub whose pages lead nowhere does not keep the reader for ever', async ({
  node,
  client,
}) => {
  const { onTaken } = referralsTaken()
  const piece = { position: 1, envelope: 'YQ.YQ.YQ', ct: 'YQ.YQ..YQ.' }
  const hub = { ...client, mailbox: async () => [piece] }
  const reading = readMailbox({ context: node, hub, wait: 0, onTaken }, AbortSignal.timeout(10_000))
  await expect(reading).rejects.toThrow(HubUnavailable)
})

test('an offer whose agreement was given a moment ahead of our clock is taken', async ({
  receive,
  ro,
  parties,
  clock,
}) => {
  const offer = anOffer(ro, parties)
  const mail = await ro.post([offer.message])
  clock.offset = -30_000
  expect(await receive(mail)).toMatchObject({ outcome: 'applied', referrals: [offer.referral] })
})

test('what the receiver could not open goes anew only when there is a newer key', async ({
  as,
  network: { receiver },
  node,
  client,
  hub,
  ro,
  receive,
}) => {
  const { id } = await anOffered(await as('case_worker'), receiver)
  await dispatch(node, client, receiver.node)
  const rows = () =>
    node.db
      .selectFrom('outbox')
      .selectAll()
      .where('referral_id', '=', id as never)
      .orderBy('position')
      .execute()
  const env = (await rows())[0]?.identity as never
  const refusal = ro.receipt({ env, kind: 'rejected', code: 'key' })
  await receive(await ro.post([{ type: 'receipt', receipts: [refusal] }]))

  await renewUnanswered(node)
  expect(await rows()).toHaveLength(1)
  const newer = {
    kid: 'B'.repeat(43) as never,
    publicKey: ro.sealingKeyOf(receiver.node).publicKey,
  }
  const informed = { ...node, directory: { ...node.directory, findSealingKey: () => newer } }
  await renewUnanswered(informed)
  expect(await rows()).toMatchObject([
    { replaced_by: expect.any(String) },
    { enc_kid: newer.kid, replaced_by: null },
  ])
  expect(hub.sent.length).toBeGreaterThan(0)
})
