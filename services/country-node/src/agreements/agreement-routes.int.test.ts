import { verifyGrant } from '@causeway/protocol/record'
import { sha256 } from '@causeway/protocol/suite'
import type { NodeId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { expectProblem, grantsOf } from '../../test/agreements.ts'
import type { Caller } from '../../test/caller.ts'
import { test } from '../../test/node-test.ts'
import { anAgreement, anItem, basisFor, heard } from '../../test/record.ts'
import { type NodeContext, seconds } from '../context.ts'

const DAY = 24 * 60 * 60

const aPerson = async (worker: Caller): Promise<string> =>
  (await worker.post('/people', { heard, items: [anItem('known_as', 'Ada')] })).json().id

/** The grants of an agreement as a receiver reads them. */
async function grantsIn(context: NodeContext, agreement: string) {
  const at = seconds(context.now)
  const stored = await grantsOf(context, agreement)
  return stored.map(({ jws }) => verifyGrant(jws, context.nodeId, context.directory, at))
}

describe('POST /people/:id/agreements', () => {
  test('signs a grant for each group, with the hashes of wording and notice', async ({
    as,
    network: { receiver },
    context,
    db,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const text = '  Ești de acord?\r\n'
    const items = ['full_name', 'age_band', 'medication', 'summary_short', 'full_account'] as const
    const given = anAgreement(receiver, { text, items: [...items], release: ['summary_short'] })
    const reply = await worker.post(`/people/${person}/agreements`, given)
    expect(reply.statusCode).toBe(201)

    const { id, expires_at } = reply.json()
    const grants = await grantsIn(context, id)
    expect(grants.map(({ group, items: own, release }) => [group, own, release])).toEqual(
      expect.arrayContaining([
        ['identity', ['full_name', 'age_band'], undefined],
        ['health', ['medication'], undefined],
        ['narrative', ['full_account'], undefined],
        ['narrative', ['summary_short'], true],
      ]),
    )
    expect(grants).toHaveLength(4)
    const notice = context.notices.find((it) => it.id === 'agreement_to_share' && it.lang === 'ron')
    for (const grant of grants) {
      expect(grant).toMatchObject({
        agreement: id,
        to: receiver,
        text_sha256: sha256(text),
        notice: { version: 1, sha256: notice?.sha256 },
        basis: { art6: 'e', art9: 'h' },
        exp: Date.parse(expires_at) / 1000,
      })
      expect(grant.exp - grant.nbf).toBe(90 * DAY)
      expect(grant.person).not.toBe(person)
    }
    const { text_sealed } = await db
      .selectFrom('agreement')
      .select('text_sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const wording = await context.vault.open(db, person, 'agreement', text_sealed, id)
    expect(wording.toString()).toBe(text)
  })

  test('a receiver knows her by one id, another receiver by another', async ({
    as,
    network,
    context,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const elsewhere = network.content.organisations[2]?.id
    const agree = async (org: unknown) => {
      const receiver = { node: 'ro', org } as never
      const reply = await worker.post(`/people/${person}/agreements`, anAgreement(receiver))
      return (await grantsIn(context, reply.json().id))[0]?.person
    }
    const { org } = network.receiver
    const racing = await Promise.all([agree(org), agree(org), agree(org), agree(org)])
    expect(new Set(racing).size).toBe(1)
    expect(await agree(org)).toBe(racing[0])
    expect(await agree(elsewhere)).not.toBe(racing[0])
  })

  test('keeps whom the receiver may tell sealed, and sends it nowhere', async ({
    as,
    network: { receiver },
    context,
    db,
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    const given = anAgreement(receiver, { may_be_told: 'Her aunt; never her cousin Zqxvjw.' })
    const { id } = (await worker.post(`/people/${person}/agreements`, given)).json()
    const row = await db
      .selectFrom('agreement')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const place = `${id}/may_be_told`
    const sealed = row.may_be_told_sealed as Buffer
    const words = await context.vault.open(db, person, 'agreement', sealed, place)
    expect(words.toString()).toBe(given.may_be_told)
    expect(JSON.stringify(await grantsIn(context, id))).not.toContain('Zqxvjw')
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
      expectProblem(reply, 'organisation-unknown')
    }
    expect((await worker.get(`/people/${person}/agreements`)).json()).toEqual({ agreements: [] })
  })

  test('refuses a notice that there is not, and says where it was named', async ({
    as,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const person = await aPerson(worker)
    for (const change of [{ version: 2 }, { lang: 'fra' }]) {
      const given = anAgreement(receiver)
      const body = { ...given, notice: { ...given.notice, ...change } }
      const reply = await worker.post(`/people/${person}/agreements`, body)
      expectProblem(reply, 'notice-unknown')
      expect(reply.json().errors).toMatchObject([{ pointer: '/notice', in: 'body' }])
    }
  })

  const health = { items: ['medication'], basis: { health: { art6: 'e' } } }
  const identity = { identity: { art6: 'e' } }
  const bad = [
    ['more than a year', { expires_in_days: 366 }, '/expires_in_days'],
    ['an item twice', { items: ['full_name', 'full_name'] }, '/items/1'],
    ['no item', { items: [] }, '/items'],
    ['no wording', { text: '' }, '/text'],
    ['no basis for a group', { items: ['full_name', 'safe_phone'], basis: identity }, '/basis'],
    ['no condition for health', health, '/basis/health/art9'],
    ['a basis for nothing', { basis: basisFor(['full_name', 'safe_phone']) }, '/basis'],
    ['to release what is no story', { release: ['full_name'] }, '/release/0'],
    ['to release what she did not agree to', { release: ['full_account'] }, '/release/0'],
    ['another notice', { notice: { id: 'before_you_tell', version: 1, lang: 'ron' } }, '/notice'],
    ['no answer', { answer: 'perhaps' }, '/answer'],
    ['a refusal with an end', { answer: 'refused' }, ''],
  ] as const
  for (const [what, changes, pointer] of bad) {
    test(`refuses ${what}`, async ({ as, network: { receiver } }) => {
      const worker = await as('case_worker')
      const person = await aPerson(worker)
      const body = { ...anAgreement(receiver), ...changes }
      const reply = await worker.post(`/people/${person}/agreements`, body)
      expect(reply.statusCode).toBe(400)
      expect(reply.json().errors[0].pointer).toContain(pointer)
    })
  }
})
