import { commitTo } from '@causeway/protocol/envelope'
import { identityOf, readJws } from '@causeway/protocol/suite'
import { EnvelopeHeader } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { anOffer } from '../../test/offers.ts'
import { anOffered } from '../../test/story.ts'
import { dispatch } from './dispatch.ts'
import { sendReceipts } from './send-receipts.ts'

const headerIn = (envelope: string | null) =>
  EnvelopeHeader.parse(readJws('cw-envelope+jws', envelope ?? '').payload)

test('what was received keeps its signed header and what opens its commitment', async ({
  node,
  ro,
  parties,
  receive,
}) => {
  const offer = anOffer(ro, parties)
  const mail = await ro.post([offer.message])
  await receive(mail)
  const row = await node.db.selectFrom('inbox').selectAll().executeTakeFirstOrThrow()
  expect(row.envelope).toBe(mail.envelope)
  const { event, grants } = offer.message as { event: string; grants: string[] }
  expect(row.signed).toEqual([event, ...grants].map(identityOf))
  expect(commitTo(row.salt ?? ('' as never), row.signed)).toBe(headerIn(mail.envelope).commit)
})

test('what is sent keeps it too, of events and of receipts', async ({
  as,
  network: { receiver },
  node,
  client,
  ro,
  parties,
  receive,
}) => {
  await receive(await ro.post([anOffer(ro, parties).message]))
  await sendReceipts(node, receiver.node)
  await anOffered(await as('case_worker'), receiver)
  await dispatch(node, client, receiver.node)
  const rows = await node.db.selectFrom('outbox').selectAll().execute()
  expect(rows.map(({ event_identity }) => event_identity === null)).toContain(true)
  expect(rows.map(({ event_identity }) => event_identity === null)).toContain(false)
  for (const { envelope, salt, signed, event_identity: event } of rows) {
    expect(commitTo(salt, signed)).toBe(headerIn(envelope).commit)
    if (event) expect(signed[0]).toBe(event)
  }
})
