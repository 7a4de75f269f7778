import { verifyAgreementReceipt } from '@causeway/protocol/record'
import { sha256 } from '@causeway/protocol/suite'
import { expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { anAgreement, anItem, aRefusal, heard } from '../../test/record.ts'
import { seconds } from '../context.ts'

const record = { heard, items: [anItem('full_name', 'Synthetic Zqxvjw')] }

test('she can keep what she agreed to, signed, and nothing in it says who she is', async ({
  as,
  network,
  context,
  db,
}) => {
  const { receiver, ours } = network
  const worker = await as('case_worker')
  const { id: person } = (await worker.post('/people', record)).json()
  const given = anAgreement(receiver, { items: ['full_name', 'medication'] })
  const { id } = (await worker.post(`/people/${person}/agreements`, given)).json()
  const asked = { lang: 'ron', how: 'spoken', interpreter: 'telephone' }
  await worker.post(`/agreements/${id}/reaffirm`, asked)

  const reply = await worker.get(`/agreements/${id}/receipt`)
  expect(reply.statusCode).toBe(200)
  const at = seconds(context.now)
  const receipt = verifyAgreementReceipt(reply.json().receipt, context.directory, at)
  const grants = await db
    .selectFrom('agreement_grant')
    .select(['category', 'identity'])
    .where('agreement_id', '=', id)
    .execute()
  const identityOf = (group: string) => grants.find((it) => it.category === group)?.identity
  expect(receipt).toMatchObject({
    iss: 'gb',
    record: {
      record_id: id,
      pii_processing: {
        language: 'ron',
        text_sha256: sha256(given.text),
        privacy_notice: { id: 'agreement_to_share', version: 1 },
        purposes: [
          {
            pii_type: 'health',
            pii_attribute_ids: ['medication'],
            special_pii_category: true,
            lawful_basis: { art6: 'e', art9: 'h' },
            grant: identityOf('health'),
          },
          { pii_type: 'identity', special_pii_category: false, grant: identityOf('identity') },
        ],
        storage_locations: ['gb', 'ro'],
      },
      party_identification: [
        { party_id: ours, party_type: 'controller', party_country: 'gb' },
        { party_id: receiver.org, party_type: 'recipient', party_country: 'ro' },
      ],
    },
  })
  const states = receipt.record.events.map((event) => event.event_state)
  expect(states).toEqual(['requested', 'given', 'reaffirmed'])
  const [asking] = receipt.record.events
  expect(receipt.record.pii_processing.retention_period).toBe(
    (asking?.event_time ?? 0) + (asking?.validity_duration ?? 0),
  )
  const staff = await db.selectFrom('staff_member').select('pseudonym').execute()
  for (const mark of ['Zqxvjw', person, ...staff.map((member) => member.pseudonym)]) {
    expect(JSON.stringify(receipt)).not.toContain(mark)
  }
})

test('a refusal has one too, with nothing that may be done', async ({
  as,
  network: { receiver },
  context,
}) => {
  const worker = await as('case_worker')
  const { id: person } = (await worker.post('/people', record)).json()
  const { id } = (await worker.post(`/people/${person}/agreements`, aRefusal(receiver))).json()
  const { receipt: compact } = (await worker.get(`/agreements/${id}/receipt`)).json()
  const { events, pii_processing } = verifyAgreementReceipt(
    compact,
    context.directory,
    seconds(context.now),
  ).record
  expect(events.map((event) => event.event_state)).toEqual(['requested', 'refused'])
  for (const group of pii_processing.purposes) {
    expect([group.grant, group.lawful_basis]).toEqual([undefined, undefined])
  }
})
