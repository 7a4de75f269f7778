import { type IssuedRecord, passCustody } from '@causeway/protocol/record'
import { identityOf } from '@causeway/protocol/suite'
import type { ItemCode, Receiver } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import type { Caller } from '../../test/caller.ts'
import { aPacketItem } from '../../test/offers.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { aSignedRecord } from '../../test/presentations.ts'
import { test as base } from '../../test/received-test.ts'
import { anAgreement, anItem, asTold, noItem } from '../../test/record.ts'
import { changedRows } from '../../test/rows.ts'
import { packetsTo } from '../../test/sent.ts'
import { react } from '../referrals/react.ts'

const exchange = { wake: () => {} }
const told: ItemCode[] = ['full_name', 'age_band', 'medication']

interface Coming {
  passed?: boolean
  /** The record that an earlier referral brought. */
  known?: { rec: RandomId; held: IssuedRecord }
}

/** Somebody who came from there and is in our care; `passed` when the record was signed over. */
const test = base.extend(
  'inOurCare',
  { scope: 'file' },
  ({ accepted, ro, say }) =>
    async ({ passed = true, known }: Coming = {}) => {
      const { id, worker, send } = await accepted(told)
      const items = [
        aPacketItem('full_name', 'Synthetic Told There'),
        aPacketItem('age_band', 'from_27_to_29'),
        aPacketItem('medication', 'synthetic inhaler'),
      ]
      const again = known ? { rec: known.rec, previous: known.held } : {}
      const record = aSignedRecord(ro, items, again)
      await send({ records: [record] })
      const met = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }
      const arrived = await worker.post(`/referrals/${id}/arrive`, met)
      const confirmed = { spoken_with_her: true, phoned_in: false, feedback: 'none' }
      const inCare = await worker.post(`/referrals/${id}/in-care`, confirmed)
      if (inCare.statusCode !== 200) throw new Error(`${arrived.body} ${inCare.body}`)
      const jwt = passCustody(record.jwt, 'gb' as never, nowInSeconds(), ro.signer)
      const pass = (next = jwt, superseded = identityOf(record.jwt)) =>
        say(ro, id, 'custody_passed', {
          data: { superseded, by: identityOf(next) },
          body: { record: next },
        })
      if (passed) await pass()
      const person = (await worker.get(`/referrals/${id}`)).json().person as string
      return { id, worker, person, record, jwt, pass }
    },
)

/** What our worker adds, agrees and drafts, towards an organisation of another node. */
const onward = async (
  { worker, person, id }: { worker: Caller; person: string; id: string },
  receiver: Receiver,
  items: ItemCode[],
) => {
  const added = [anItem('risk_level', 'low'), anItem('safe_phone', '+441700123457')]
  await worker.post(`/people/${person}/items`, asTold(added))
  const given = anAgreement(receiver, { items })
  const agreement = (await worker.post(`/people/${person}/agreements`, given)).json().id
  return worker.post('/referrals', {
    person,
    agreement,
    receiver,
    parent: id,
    purpose: 'return',
    urgency: 'normal',
    services: ['safe_housing'],
    items,
  })
}

describe('who came from another node and is in care here', () => {
  test('has a record here: what was told here, and what came, each under its node', async ({
    inOurCare,
  }) => {
    const { worker, person } = await inOurCare()
    const items = [
      anItem('full_name', 'Synthetic Told Here'),
      anItem('gender', 'feminine'),
      noItem('medication', 'not_asked'),
    ]
    await worker.post(`/people/${person}/items`, asTold(items))
    const view = (await worker.get(`/people/${person}`)).json()
    expect(view.items).toMatchObject([
      { code: 'age_band', v: 'from_27_to_29', origin: 'ro' },
      { code: 'full_name', v: 'Synthetic Told Here' },
      { code: 'gender', v: 'feminine' },
      { code: 'medication', v: 'synthetic inhaler', origin: 'ro' },
    ])
    expect(view.items[1]).not.toHaveProperty('origin')
  })

  test('is referred onward with both, each under the signature of who was told', async ({
    inOurCare,
    network,
    node,
    ro,
    say,
  }) => {
    const about = await inOurCare()
    const chosen: ItemCode[] = ['full_name', 'medication', 'risk_level']
    const draft = await onward(about, network.receiver, chosen)
    expect(draft.statusCode).toBe(201)
    const { id } = draft.json()
    expect((await about.worker.post(`/referrals/${id}/offer`, {})).statusCode).toBe(200)
    const people = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
    const data = { services: ['safe_housing'], not_accepted: [] }
    await say(ro, id, 'accepted', { data, body: people })
    await react(node, exchange, id)
    const [packet] = await packetsTo(ro, node, id)
    expect(
      packet?.shown.map(({ record, items }) => [record.iss, items.map((it) => it.code)]),
    ).toEqual([
      ['ro', ['full_name', 'medication']],
      ['gb', ['risk_level']],
    ])
    expect(packet?.shown[0]?.jwt).toBe(about.jwt)
    const { parent_id } = await node.db
      .selectFrom('referral')
      .select('parent_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(parent_id).toBe(about.id)
  })

  test('comes a second time to the record that she has', async ({ inOurCare, node }) => {
    const first = await inOurCare()
    const known = { rec: first.record.rec, held: { ...first.record, jwt: first.jwt } }
    const second = await inOurCare({ known, passed: false })
    expect(second.id).not.toBe(first.id)
    expect(second.person).toBe(first.person)
    const rows = await node.db
      .selectFrom('person')
      .select('origin_referral')
      .where('id', '=', first.person as never)
      .execute()
    expect(rows).toEqual([{ origin_referral: first.id }])
  })
})

describe('nobody shows her record onward', () => {
  test('before the node that signed it has passed it on', async ({ inOurCare, network }) => {
    const about = await inOurCare({ passed: false })
    const draft = () => onward(about, network.receiver, ['full_name'])
    expect((await draft()).json().type).toBe('urn:causeway:problem:custody-not-passed')
    await about.pass()
    expect((await draft()).statusCode).toBe(201)
  })

  test('under a revision that does not continue what is held here', async ({
    inOurCare,
    ro,
    network,
    node,
  }) => {
    const about = await inOurCare({ passed: false })
    const other = aSignedRecord(ro, [aPacketItem('full_name', 'Synthetic Other')])
    const jwt = passCustody(other.jwt, 'gb' as never, nowInSeconds(), ro.signer)
    const rows = await changedRows(node.db, () => about.pass(jwt, identityOf(other.jwt)))
    expect(rows).toMatchObject({ referral_event: 1, owed_receipt: 1 })
    const refused = await node.db
      .selectFrom('referral_event')
      .select(['body_refused', 'body_sealed'])
      .where('referral_id', '=', about.id)
      .where('type', '=', 'custody_passed')
      .executeTakeFirstOrThrow()
    expect(refused).toEqual({ body_refused: 'record_superseded', body_sealed: null })
    const draft = await onward(about, network.receiver, ['full_name'])
    expect(draft.json().type).toBe('urn:causeway:problem:custody-not-passed')
  })

  const wrong = ['signed by another', 'for another custodian', 'named otherwise'] as const
  for (const what of wrong) {
    test(`when its passing is ${what}`, async ({ inOurCare, ro, nl, node }) => {
      const { pass, record } = await inOurCare({ passed: false })
      const make = {
        'signed by another': () =>
          pass(passCustody(record.jwt, 'gb' as never, nowInSeconds(), nl.signer)),
        'for another custodian': () =>
          pass(passCustody(record.jwt, nl.id, nowInSeconds(), ro.signer)),
        'named otherwise': () => pass(undefined, 'A'.repeat(43) as never),
      }
      const rows = await changedRows(node.db, make[what])
      expect(rows).toEqual({ inbox: 1, owed_receipt: 1 })
    })
  }

  test('as of a parent that is another person’s', async ({ inOurCare, network }) => {
    const [about, other] = [await inOurCare(), await inOurCare()]
    const draft = await onward({ ...about, id: other.id }, network.receiver, ['full_name'])
    expect(draft.json().type).toBe('urn:causeway:problem:not-found')
  })
})
