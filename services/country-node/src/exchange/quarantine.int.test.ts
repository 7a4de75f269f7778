import { expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer } from '../../test/offers.ts'
import { quarantine, retryQuarantined } from './quarantine.ts'
import { receiveMail } from './receive-mail.ts'

const kept = (db: Parameters<typeof retryQuarantined>[0]['db']) =>
  db.selectFrom('quarantine').select('code').execute()

test('mail whose key the directory does not know yet is kept, and applied once it does', async ({
  node,
  ro,
  parties,
}) => {
  const behind = { ...node, directory: { ...node.directory, findKey: () => undefined } }
  const offer = anOffer(ro, parties)
  const mail = await ro.post([offer.message])
  const result = await receiveMail(behind, mail)
  expect(result).toMatchObject({ outcome: 'unverifiable', code: 'key' })

  expect(await quarantine(behind, mail, 'key')).toBe(true)
  expect(await quarantine(behind, mail, 'key')).toBe(true)
  expect(await kept(node.db)).toEqual([{ code: 'key' }])
  expect(await retryQuarantined(behind)).toEqual([])
  expect(await kept(node.db)).toHaveLength(1)

  expect(await retryQuarantined(node)).toEqual([offer.referral])
  expect(await kept(node.db)).toEqual([])
})
