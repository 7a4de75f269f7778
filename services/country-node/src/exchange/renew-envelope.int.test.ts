import { verifyEnvelope } from '@causeway/protocol/envelope'
import { openContent } from '@causeway/protocol/record'
import type { Envelope } from '@causeway/schemas/wire'
import { beforeEach, expect } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { anOffer } from '../../test/offers.ts'
import { nowInSeconds, type Peer } from '../../test/peer.ts'
import { anOffered } from '../../test/story.ts'
import type { NodeContext } from '../context.ts'
import { dispatch } from './dispatch.ts'
import { receiveMail } from './receive-mail.ts'
import { renewUnanswered } from './renew-envelope.ts'
import { sendReceipts } from './send-receipts.ts'

const DAY = 86_400
const FORTNIGHT = 14 * DAY * 1000

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

/** What the peer finds in an envelope of ours. */
async function opened(peer: Peer, { directory, now }: NodeContext, mail: Envelope) {
  const verified = verifyEnvelope(mail, directory, Math.floor(now().getTime() / 1000))
  const { messages } = await openContent(mail, verified, () => peer.opening)
  return { header: verified.header, message: messages[0] }
}

test('what the hub finds too old goes anew: other envelope, same event, body and grant', async ({
  as,
  network: { receiver },
  node,
  client,
  hub,
  ro,
  clock,
}) => {
  const { id } = await anOffered(await as('case_worker'), receiver)
  hub.state.behaviour = 'refuse:busy'
  await expect(dispatch(node, client, receiver.node)).rejects.toThrow()
  const old = hub.sent.at(-1) as Envelope
  const before = await opened(ro, node, old)

  clock.offset = FORTNIGHT + 1000
  hub.state.behaviour = 'refuse:time'
  await expect(
    Promise.all([1, 2].map(() => dispatch(node, client, receiver.node))),
  ).rejects.toThrow()
  hub.state.behaviour = 'honest'
  await dispatch(node, client, receiver.node)

  const after = await opened(ro, node, hub.sent.at(-1) as Envelope)
  expect(after.header.id).not.toBe(before.header.id)
  expect(after.header.seq).toBeGreaterThan(before.header.seq)
  expect(after.message).toEqual(before.message)
  const rows = await node.db
    .selectFrom('outbox')
    .selectAll()
    .where('referral_id', '=', id as never)
    .orderBy('position')
    .execute()
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({ refused: 'time', replaced_by: rows[1]?.id, ct: null })
  expect(rows[1]).toMatchObject({ refused: null, replaced_by: null })
  expect(rows[1]?.submitted_at).not.toBeNull()

  const receipt = ro.receipt({
    env: rows[0]?.identity as never,
    event: rows[0]?.event_identity as never,
    kind: 'applied',
  })
  const iat = nowInSeconds() + FORTNIGHT / 1000
  const answer = await ro.post([{ type: 'receipt', receipts: [receipt] }], { iat })
  expect(await receiveMail(node, answer)).toMatchObject({ outcome: 'applied' })
  const settled = await node.db
    .selectFrom('outbox')
    .select('id')
    .where('settled_at', 'is not', null)
  expect(await settled.execute()).toHaveLength(2)
})

test('receipts go anew in a new envelope, the very same receipts', async ({
  node,
  receive,
  ro,
  parties,
  client,
  hub,
  clock,
}) => {
  for (const _ of [1, 2, 3]) await receive(await ro.post([anOffer(ro, parties).message]))
  await sendReceipts(node, ro.id)
  hub.state.behaviour = 'refuse:busy'
  await expect(dispatch(node, client, ro.id)).rejects.toThrow()
  const before = await opened(ro, node, hub.sent.at(-1) as Envelope)

  clock.offset = FORTNIGHT + 1000
  hub.state.behaviour = 'refuse:time'
  await expect(dispatch(node, client, ro.id)).rejects.toThrow()
  hub.state.behaviour = 'honest'
  await dispatch(node, client, ro.id)
  const after = await opened(ro, node, hub.sent.at(-1) as Envelope)
  const receiptsOf = ({ message }: typeof after) =>
    message?.type === 'receipt' ? message.receipts.toSorted() : []
  expect(receiptsOf(after)).toHaveLength(3)
  expect(receiptsOf(after)).toEqual(receiptsOf(before))
})

test('an event that nobody answered for in all its life goes anew, once', async ({
  as,
  network: { receiver },
  node,
  client,
  hub,
  clock,
}) => {
  const { id } = await anOffered(await as('case_worker'), receiver)
  hub.state.behaviour = 'honest'
  await dispatch(node, client, receiver.node)
  const rows = () =>
    node.db
      .selectFrom('outbox')
      .selectAll()
      .where('referral_id', '=', id as never)
      .execute()
  await renewUnanswered(node)
  expect(await rows()).toHaveLength(1)

  clock.offset = FORTNIGHT + 1000
  await Promise.all([renewUnanswered(node), renewUnanswered(node)])
  await renewUnanswered(node)
  expect(await rows()).toHaveLength(2)
})

test('an offer that her agreement no longer covers does not go again; people are told', async ({
  as,
  network: { receiver },
  node,
  client,
  hub,
  clock,
  lines,
}) => {
  hub.state.behaviour = 'honest'
  await dispatch(node, client, receiver.node)
  const { id, agreement } = await anOffered(await as('case_worker'), receiver)
  hub.state.behaviour = 'refuse:busy'
  await expect(dispatch(node, client, receiver.node)).rejects.toThrow()
  const expires_at = nowInSeconds() + DAY
  await node.db
    .updateTable('agreement')
    .set({ expires_at })
    .where('id', '=', agreement as never)
    .execute()

  clock.offset = FORTNIGHT + 1000
  hub.state.behaviour = 'refuse:time'
  await dispatch(node, client, receiver.node)
  const rows = await node.db
    .selectFrom('outbox')
    .selectAll()
    .where('referral_id', '=', id as never)
    .execute()
  expect(rows).toMatchObject([{ refused: 'time', replaced_by: null, ct: null }])
  expect(lines.join('')).toContain('"alarm":"renewal_withheld"')
})
