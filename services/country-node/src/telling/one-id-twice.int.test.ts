import { expect } from 'vitest'
import { anAccepted } from '../../test/conversation.ts'
import { test } from '../../test/exchange-test.ts'
import { anId, nowInSeconds } from '../../test/peer.ts'

test('two askings of a peer under one id are two lines, and neither waits at the hub for ever', async ({
  as,
  db,
  ro: peer,
  receive,
  network: { receiver },
}) => {
  const worker = await as('case_worker')
  const { id, there } = await anAccepted({ db, peer, receive }, worker, receiver)
  const to = { org: receiver.org, role: 'case_worker' }
  const asking = { topic: 'full_account', to, at: nowInSeconds(), form: 'conversation' }
  const body = { ...asking, is_reusable: true, was_asked: true }
  const eid = anId()
  await there.look()
  for (const _ of [1, 2]) {
    const said = there.prepare('asked_again', { statutory: false }, body, { eid })
    expect(await there.deliver(said)).toBe('applied')
  }
  const rows = await db.selectFrom('telling').select('id').where('referral_id', '=', id).execute()
  expect(rows).toHaveLength(2)
})
