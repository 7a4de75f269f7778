import { databaseTexts, scan } from '@causeway/devnet'
import { identityOf } from '@causeway/protocol/suite'
import type { ItemCode } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { aPacketItem, MARK } from '../../test/offers.ts'
import { aSignedRecord } from '../../test/presentations.ts'
import { test } from '../../test/received-test.ts'
import { answersTo } from '../../test/rows.ts'

const name = (v = `Synthetic ${MARK}`) => aPacketItem('full_name', v)
const agreed = ['full_name', 'gender', 'medication', 'summary_short'] as const

describe('what another node signed', () => {
  test('grows by a second disclosure, and a correction takes the place', async ({
    accepted,
    ro,
  }) => {
    const { send, items } = await accepted([...agreed])
    const first = aSignedRecord(ro, [name(), aPacketItem('medication', `old ${MARK}`)])
    expect(await send({ records: [first] })).toMatchObject([{ kind: 'applied' }])
    const told = [
      name(),
      aPacketItem('medication', `new ${MARK}`),
      aPacketItem('gender', 'feminine'),
    ]
    const next = aSignedRecord(ro, told, { rec: first.rec, previous: first })
    const codes: ItemCode[] = ['medication', 'gender']
    expect(await send({ records: [next], codes })).toMatchObject([{ kind: 'applied' }])
    expect(await items()).toMatchObject([
      { code: 'full_name', v: `Synthetic ${MARK}`, origin: 'ro' },
      { code: 'gender', v: 'feminine', origin: 'ro' },
      { code: 'medication', v: `new ${MARK}`, origin: 'ro' },
    ])
  })

  test('comes with a second referral as the same record', async ({ accepted, ro, node }) => {
    const record = aSignedRecord(ro, [name()])
    for (const referral of [await accepted([...agreed]), await accepted([...agreed])]) {
      expect(await referral.send({ records: [record] })).toMatchObject([{ kind: 'applied' }])
      expect(await referral.items()).toMatchObject([{ code: 'full_name' }])
    }
    const rows = await node.db
      .selectFrom('received_disclosure')
      .select('referral_id')
      .where('rec', '=', record.rec)
      .execute()
    expect(rows).toHaveLength(2)
  })

  test('and what its custodian learned itself: each item under the one who signed it', async ({
    accepted,
    ro,
    nl,
  }) => {
    const { send, items } = await accepted([...agreed])
    const held = aSignedRecord(nl, [name()], { custodian: ro.id })
    const own = aSignedRecord(ro, [aPacketItem('gender', 'feminine')])
    expect(await send({ records: [held, own] })).toMatchObject([{ kind: 'applied' }])
    expect(await items()).toMatchObject([
      { code: 'full_name', origin: 'nl' },
      { code: 'gender', origin: 'ro' },
    ])
  })

  test('is found in no table, before and after', async ({ accepted, databases }) => {
    const { send } = await accepted([...agreed])
    await send({ items: [name(), aPacketItem('health_conditions', MARK)] })
    const { found, bytesScanned } = await scan(databaseTexts(databases.migrationUrl), [
      MARK,
      Buffer.from(JSON.stringify(name())).toString('base64url').slice(8, 40),
      'return',
    ])
    expect(bytesScanned).toBeGreaterThan(10_000)
    expect([...found]).toEqual([2])
  })
})

test('custody that comes before what it is of waits for it, and is taken then', async ({
  accepted,
  ro,
  receive,
  node,
}) => {
  const { mail, custodyMail } = await accepted([...agreed])
  const record = aSignedRecord(ro, [name()])
  const [packet, custody] = [await mail({ records: [record] }), await custodyMail(record)]
  const revision = () =>
    node.db
      .selectFrom('received_record')
      .select('rev')
      .where('rec', '=', record.rec)
      .executeTakeFirst()
  expect(await receive(custody)).toMatchObject({ outcome: 'held' })
  expect(await revision()).toBeUndefined()
  expect(await receive(packet)).toMatchObject({ outcome: 'applied' })
  expect(await revision()).toEqual({ rev: 2 })
  const answers = await answersTo(node.db, identityOf(custody.envelope))
  expect(answers.map(({ kind }) => kind)).toEqual(['delivered', 'applied'])
})

describe('a revision that was replaced', () => {
  test('is not kept, by whichever referral it comes; the chain goes on', async ({
    accepted,
    ro,
  }) => {
    const [one, other] = [await accepted([...agreed]), await accepted([...agreed])]
    const first = aSignedRecord(ro, [name()])
    const next = aSignedRecord(ro, [name('Synthetic Newer')], { rec: first.rec, previous: first })
    await one.send({ records: [next] })
    expect(await other.send({ records: [first] })).toMatchObject([
      { kind: 'rejected', code: 'record_superseded' },
    ])
    expect(await other.items()).toEqual(404)
    expect(await one.items()).toMatchObject([{ v: 'Synthetic Newer' }])
    expect(await other.send({ records: [next] })).toMatchObject([{ kind: 'applied' }])
    expect(await other.items()).toMatchObject([{ v: 'Synthetic Newer' }])
  })

  test('nor another one of the same number, nor one of the same id by another issuer', async ({
    accepted,
    ro,
    nl,
  }) => {
    const { send, items } = await accepted([...agreed])
    const first = aSignedRecord(ro, [name()])
    await send({ records: [first] })
    const refused = [{ kind: 'rejected', code: 'record_superseded' }]
    const fork = aSignedRecord(ro, [name('Synthetic Fork')], { rec: first.rec })
    expect(await send({ records: [fork] })).toMatchObject(refused)
    const foreign = aSignedRecord(nl, [name('Synthetic Foreign')], {
      rec: first.rec,
      custodian: ro.id,
    })
    expect(await send({ records: [foreign] })).toMatchObject(refused)
    expect(await items()).toMatchObject([{ v: `Synthetic ${MARK}` }])
  })

  test('nor a record under our own name that we never signed', async ({ accepted, ro, node }) => {
    const { send } = await accepted([...agreed])
    const ours = { ...ro, id: node.nodeId, signer: node.signingKey }
    const record = aSignedRecord(ours, [name()], {
      custodian: ro.id,
      rec: 'A'.repeat(22) as RandomId,
    })
    expect(await send({ records: [record] })).toMatchObject([
      { kind: 'rejected', code: 'record_superseded' },
    ])
  })
})
