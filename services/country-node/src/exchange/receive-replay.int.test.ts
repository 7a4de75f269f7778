import { identityOf } from '@causeway/protocol/suite'
import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer } from '../../test/offers.ts'
import { anId } from '../../test/peer.ts'
import { answersTo, changedRows } from '../../test/rows.ts'

describe('a replay', () => {
  test('of the same envelope has no second effect and no second answer', async ({
    receive,
    ro,
    parties,
    node,
  }) => {
    const mail = await ro.post([anOffer(ro, parties).message])
    await receive(mail)
    const rows = await changedRows(node.db, async () => {
      const again = await Promise.all([receive(mail), receive(mail), receive(mail)])
      expect(again.map(({ outcome }) => outcome)).toEqual(['repeated', 'repeated', 'repeated'])
    })
    expect(rows).toEqual({})
  })

  test('at one moment in several processes has one effect', async ({
    receive,
    ro,
    parties,
    node,
  }) => {
    const mail = await ro.post([anOffer(ro, parties).message])
    let outcomes: string[] = []
    const rows = await changedRows(node.db, async () => {
      const results = await Promise.all([1, 2, 3, 4].map(() => receive(mail)))
      outcomes = results.map(({ outcome }) => outcome)
    })
    expect(outcomes.toSorted()).toEqual(['applied', 'repeated', 'repeated', 'repeated'])
    expect(rows).toMatchObject({ inbox: 1, referral: 1, referral_event: 1, owed_receipt: 1 })
  })

  for (const what of ['id', 'seq'] as const) {
    test(`of its ${what} with other content is refused, however often it comes`, async ({
      receive,
      ro,
      parties,
      node,
    }) => {
      const place = { id: anId(), seq: 1_000_000 + Math.floor(Math.random() * 1e9) }
      await receive(await ro.post([anOffer(ro, parties).message], place))
      const other = await ro.post([anOffer(ro, parties).message], { [what]: place[what] })
      const rows = await changedRows(node.db, async () => {
        expect(await receive(other)).toMatchObject({ outcome: 'rejected' })
        expect(await receive(other)).toMatchObject({ outcome: 'rejected' })
      })
      expect(rows).toEqual({ owed_receipt: 1 })
      const env = identityOf(other.envelope)
      expect(await answersTo(node.db, env)).toMatchObject([{ kind: 'rejected', code: 'replay' }])
    })
  }
})
