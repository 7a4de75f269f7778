import { expect } from 'vitest'
import { anAccepted } from '../../test/conversation.ts'
import { test } from '../../test/exchange-test.ts'
import { anId } from '../../test/peer.ts'

test('two withdrawals of a peer under one id, that count together, are answered as one', async ({
  as,
  db,
  ro: peer,
  receive,
  network: { receiver },
}) => {
  const { id, there } = await anAccepted({ db, peer, receive }, await as('case_worker'), receiver)
  await there.look()
  const eid = anId()
  const first = there.prepare('consent_withdrawn', {}, undefined, { eid })
  const second = there.prepare('consent_withdrawn', {}, undefined, { eid })
  expect(await there.deliver(second)).toBe('held')
  expect(await there.deliver(first)).toBe('applied')
  const rows = await db
    .selectFrom('deadline')
    .select('key')
    .where('referral_id', '=', id)
    .where('kind', '=', 'withdrawal_answer')
    .execute()
  expect(rows).toEqual([{ key: eid }])
})
