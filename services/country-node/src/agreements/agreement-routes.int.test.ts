import { verifyGrant } from '@causeway/protocol/record'
import { sha256 } from '@causeway/protocol/suite'
import type { NodeId } from '@causeway/schemas/wire'
import { afterEach, describe, expect } from 'vitest'
import type { Caller } from '../../test/caller.ts'
import { test } from '../../test/node-test.ts'
import { anAgreement, anItem } from '../../test/record.ts'
import { seconds } from '../context.ts'
import { findAgreement, isInForce } from './agreement-queries.ts'

const DAY = 24 * 60 * 60

const aPerson = async (worker: Caller): Promise<string> =>
  (await worker.post('/people', { heard, items: [anItem('known_as', 'Ada')] })).json().id

describe('POST /people/:id/agreements', () => {
  test('signs what she agreed to, for this receiver, with the hash of the exact wording', async ({
    as,
    network: { receiver },
    context,
    db,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const text = '  Ești de acord?\r\n'
    const reply = await worker.post(`/people/${person}/agreements`, anAgreement(receiver, { text }))
    expect(reply.statusCode).toBe(201)

    const { id, expires_at } = reply.json()
    const stored = await findAgreement(db, id)
    if (!stored) throw new TypeError('not stored')
    const at = seconds(context.now)
    const grant = verifyGrant(stored.grant_jws, context.nodeId, context.directory, at)
    expect(grant).toMatchObject({
      gid: id,
      to: receiver,
      items: ['full_name', 'age_band'],
      text_sha256: sha256(text),
      exp: Date.parse(expires_at) / 1000,
      identity: stored.grant_identity,
    })
    expect(grant.exp - grant.nbf).toBe(90 * DAY)
    expect(grant.person).not.toBe(person)
    const wording = await context.vault.open(db, person, 'agreement', stored.text_sealed, id)
    expect(wording.toString()).toBe(text)
  })

  test('a receiver knows her by one id, another receiver by another', async ({
    as,
    network,
    context,
    db,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const elsewhere = network.content.organisations[2]?.id
    const agree = async (org: unknown) => {
      const receiver = { node: 'ro', org } as never
      const reply = await worker.post(`/people/${person}/agreements`, anAgreement(receiver))
      const { grant_jws = '' } = (await findAgreement(db, reply.json().id)) ?? {}
      const at = seconds(context.now)
      return verifyGrant(grant_jws, context.nodeId, context.directory, at).person
    }
    const [first, again, other] = [
      await agree(network.receiver.org),
      await agree(network.receiver.org),
      await agree(elsewhere),
    ]
    expect(again).toBe(first)
    expect(other).not.toBe(first)
    const racing = await Promise.all([agree(network.receiver.org), agree(network.receiver.org)])
    expect(racing).toEqual([first, first])
  })

  test('two first agreements at one moment name her by one id', async ({
    as,
    network: { receiver },
    db,
    context,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const agree = () => worker.post(`/people/${person}/agreements`, anAgreement(receiver))
    await Promise.all([agree(), agree(), agree(), agree()])
    const rows = await db
      .selectFrom('agreement')
      .select('grant_jws')
      .where('person_id', '=', person as never)
      .execute()
    const at = seconds(context.now)
    const names = rows.map(
      (row) => verifyGrant(row.grant_jws, context.nodeId, context.directory, at).person,
    )
    expect(names).toHaveLength(4)
    expect(new Set(names).size).toBe(1)
  })

  test('refuses a receiver that is unknown, misplaced or of this country', async ({
    as,
    network,
    context,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const receivers = [
      { node: 'ro' as NodeId, org: context.randomId() },
      { node: 'gb' as NodeId, org: network.receiver.org },
      { node: 'gb' as NodeId, org: network.other },
    ]
    for (const receiver of receivers) {
      const reply = await worker.post(`/people/${person}/agreements`, anAgreement(receiver))
      expect(reply.json().type).toBe('urn:causeway:problem:organisation-unknown')
    }
    expect((await worker.get(`/people/${person}/agreements`)).json()).toEqual({ agreements: [] })
  })

  const bad = [
    ['more than a year', { expires_in_days: 366 }, '/expires_in_days'],
    ['an item twice', { items: ['full_name', 'full_name'] }, '/items/1'],
    ['no item', { items: [] }, '/items'],
    ['no wording', { text: '' }, '/text'],
  ] as const
  for (const [what, changes, pointer] of bad) {
    test(`refuses ${what}`, async ({ as, network: { receiver } }) => {
      const worker = await as('case_worker')
      const person = await aPerson(worker)
      const body = { ...anAgreement(receiver), ...changes }
      const reply = await worker.post(`/people/${person}/agreements`, body)
      expect(reply.statusCode).toBe(400)
      expect(reply.json().errors[0].pointer).toBe(pointer)
    })
  }
})

describe('an agreement over time', () => {
  test('is listed newest first, and no longer in force when it has expired', async ({
    as,
    network: { receiver },
    clock,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    await worker.post(`/people/${person}/agreements`, anAgreement(receiver, { expires_in_days: 1 }))
    clock.offset = 3_000
    await worker.post(`/people/${person}/agreements`, anAgreement(receiver))

    const { agreements } = (await worker.get(`/people/${person}/agreements`)).json()
    expect(agreements).toMatchObject([
      { in_force: true, receiver, items: ['full_name', 'age_band'] },
      { in_force: true, receiver },
    ])
    expect(agreements[0].valid_from > agreements[1].valid_from).toBe(true)
  })

  test('is in force from its first second to the one before its end', () => {
    const agreement = { valid_from: 100, expires_at: 200 }
    const at = [99, 100, 199, 200].map((second) => isInForce(agreement, second))
    expect(at).toEqual([false, true, true, false])
  })

  afterEach<{ clock: { offset: number } }>(({ clock }) => {
    clock.offset = 0
  })
})
