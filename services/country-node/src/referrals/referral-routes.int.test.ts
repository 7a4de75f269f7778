import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anItem } from '../../test/record.ts'
import { changedRows } from '../../test/rows.ts'
import { aDraft, agreed, aPersonWhoAgreed, aReadyRecord, aWish } from '../../test/story.ts'

const DAY = 86_400_000
const typeOf = (reply: { json(): { type: string } }) =>
  reply.json().type.replace('urn:causeway:problem:', '')

describe('from draft to offer', () => {
  test('the preview is what is sent, and it says what stays', async ({
    as,
    network: { receiver, ours },
    node,
  }) => {
    const worker = await as('case_worker')
    const { id } = await aDraft(worker, receiver)
    const preview = await worker.get(`/referrals/${id}/preview`)
    expect(preview.json()).toEqual({
      offer: {
        purpose: 'return',
        services: ['safe_housing', 'legal_aid'],
        urgency: 'normal',
        lead_organisation: ours,
        agreed_groups: ['identity', 'risk_safety', 'contact_safe'],
        person: { age_band: 'from_27_to_29', gender: 'feminine', risk_level: 'medium' },
      },
      packet: ['full_name', 'age_band', 'gender', 'risk_level', 'safe_phone'],
      stays: [{ code: 'health_conditions', because: 'not_chosen' }],
    })
    const offered = await worker.post(`/referrals/${id}/offer`, {})
    expect(offered.json()).toEqual({ id, status: 'offered' })
    const ledger = await node.db
      .selectFrom('disclosure')
      .selectAll()
      .where('referral_id', '=', id as never)
      .execute()
    expect(ledger).toMatchObject([
      { tier: 't1', items: ['age_band', 'gender', 'risk_level'], policy: 'care@1' },
    ])
    expect(typeOf(await worker.get(`/referrals/${id}/preview`))).toBe('transition-refused')
    expect(typeOf(await worker.post(`/referrals/${id}/offer`, {}))).toBe('transition-refused')
    const listed = (await worker.get('/referrals')).json().referrals
    expect(listed[0]).toMatchObject({ id, side: 'sender', status: 'offered' })
  })

  test('one key is one offer; another request with it is refused', async ({
    as,
    network: { receiver },
    node,
  }) => {
    const worker = await as('case_worker')
    const { id } = await aDraft(worker, receiver)
    const url = `/referrals/${id}/offer`
    const rows = await changedRows(node.db, async () => {
      const replies = await Promise.all([1, 2, 3].map(() => worker.post(url, {}, 'one-key')))
      expect(replies.map((reply) => reply.json())).toEqual(Array(3).fill({ id, status: 'offered' }))
      const again = await worker.post(url, {}, 'one-key')
      expect(again.headers['idempotent-replayed']).toBe('true')
    })
    expect(rows).toMatchObject({ outbox: 1, referral_event: 1, disclosure: 1, idempotency: 1 })
    const other = await worker.post(`/referrals/${id}/open`, {}, 'one-key')
    expect(typeOf(other)).toBe('idempotency-key-reused')
  })

  test('a second open referral of the same person is refused, also at the same moment', async ({
    as,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { person, agreement, id } = await aDraft(worker, receiver)
    const wish = aWish(person, agreement, receiver)
    const second = (await worker.post('/referrals', wish)).json().id
    const offer = (draft: string) => worker.post(`/referrals/${draft}/offer`, {})
    const replies = await Promise.all([offer(id), offer(second)])
    const statuses = replies.map((reply) => reply.statusCode)
    expect(statuses.toSorted()).toEqual([200, 409])
    const refused = replies[statuses.indexOf(409)]
    expect(refused && typeOf(refused)).toBe('referral-open')
    expect(typeOf(await offer(statuses[0] === 409 ? id : second))).toBe('referral-open')
  })
})

describe('a draft is refused at once when it could not be offered', () => {
  const cases = [
    [
      'an item that is not in the record',
      { items: ['gender', 'medication'] },
      'item-not-recorded',
      1,
    ],
    ['an item she did not agree to', { items: ['health_conditions'] }, 'item-not-agreed', 0],
    [
      'an item that no policy lets leave',
      { items: ['gender', 'full_account'] },
      'item-not-allowed',
      1,
    ],
    ['another purpose', { purpose: 'support' }, 'agreement-not-in-force', 'another_purpose'],
  ] as const
  for (const [what, change, problem, index] of cases) {
    test(`${what}: ${problem}`, async ({ as, network: { receiver }, node, lines }) => {
      const worker = await as('case_worker')
      const record = aReadyRecord()
      record.items.push(anItem('full_account', 'Zqxvjw account'))
      const agreement = { items: [...agreed, 'full_account', 'medication'] as never }
      const about = await aPersonWhoAgreed(worker, receiver, { record, agreement })
      const wish = aWish(about.person, about.agreement, receiver, change as never)
      const rows = await changedRows(node.db, async () => {
        const reply = await worker.post('/referrals', wish)
        expect([reply.statusCode, typeOf(reply)]).toEqual([409, problem])
        const fault =
          typeof index === 'number'
            ? { pointer: `/items/${index}`, in: 'body', rule: problem }
            : { pointer: '/purpose', in: 'body', rule: index }
        expect(reply.json().errors).toEqual([fault])
      })
      expect(rows).toEqual({})
      expect(lines.join('')).not.toContain('Zqxvjw')
    })
  }

  test('an organisation that is not in the directory, a person who is not ours', async ({
    as,
    network: { receiver },
    context,
  }) => {
    const worker = await as('case_worker')
    const { person, agreement } = await aPersonWhoAgreed(worker, receiver)
    const nobody = { ...receiver, org: context.randomId() }
    const unknown = await worker.post('/referrals', aWish(person, agreement, nobody))
    expect(typeOf(unknown)).toBe('organisation-unknown')
    for (const wish of [
      aWish(context.randomId(), agreement, receiver),
      aWish(person, context.randomId(), receiver),
    ]) {
      expect((await worker.post('/referrals', wish)).statusCode).toBe(404)
    }
  })

  const bad = [
    ['a member beside', { Zqxvjw: 1 }, ''],
    ['an unknown service', { services: ['Zqxvjw'] }, '/services/0'],
    ['a week that is none', { arrival_week: 'Zqxvjw' }, '/arrival_week'],
    ['a week that is over', { arrival_week: '2020-W01' }, '/arrival_week'],
    ['no item', { items: [] }, '/items'],
    ['a person that is no id', { person: 'Zqxvjw' }, '/person'],
  ] as const
  for (const [what, change, pointer] of bad) {
    test(`${what}: says where, echoes nothing`, async ({ as, network, context, node, lines }) => {
      const worker = await as('case_worker')
      const wish = aWish(context.randomId(), context.randomId(), network.receiver, change as never)
      const rows = await changedRows(node.db, async () => {
        const reply = await worker.post('/referrals', wish)
        expect([reply.statusCode, typeOf(reply)]).toEqual([400, 'request-malformed'])
        expect(reply.json().errors[0]).toMatchObject({ pointer, in: 'body' })
        expect(reply.body + lines.join('')).not.toContain('Zqxvjw')
      })
      expect(rows).toEqual({})
    })
  }
})

describe('an offer is refused when what it rests on has gone', () => {
  test('a risk assessment that is missing, or older than 14 days; no safe contact', async ({
    as,
    network: { receiver },
    clock,
  }) => {
    const worker = await as('case_worker')
    const without = (gone: string) => ({
      items: aReadyRecord().items.filter(({ code }) => code !== gone),
    })
    for (const [gone, problem] of [
      ['risk_level', 'risk-assessment-missing'],
      ['safe_phone', 'safe-contact-missing'],
    ] as const) {
      const told = { record: without(gone) }
      const { person, agreement } = await aPersonWhoAgreed(worker, receiver, told)
      const wish = aWish(person, agreement, receiver, { items: ['gender'] })
      const { id } = (await worker.post('/referrals', wish)).json()
      expect(typeOf(await worker.post(`/referrals/${id}/offer`, {}))).toBe(problem)
    }
    clock.offset = -15 * DAY
    const { id } = await aDraft(worker, receiver)
    clock.offset = 0
    expect(typeOf(await worker.post(`/referrals/${id}/offer`, {}))).toBe('risk-assessment-missing')
  })
})

describe('bad input to the other calls', () => {
  test('a cursor that is none, or beyond all time', async ({ as, context }) => {
    const worker = await as('case_worker')
    const far = Buffer.from(JSON.stringify([9e15, context.randomId()])).toString('base64url')
    for (const after of ['Zqxvjw', far]) {
      const reply = await worker.get(`/referrals?after=${after}`)
      expect([reply.statusCode, reply.json().errors]).toEqual([
        400,
        [{ pointer: '/after', in: 'query', rule: 'invalid_cursor' }],
      ])
    }
  })

  test('pages of the list follow each other without a gap', async ({ as, network }) => {
    const worker = await as('case_worker')
    for (const _ of [1, 2, 3]) await aDraft(worker, network.receiver)
    const all = (await worker.get('/referrals?limit=100')).json().referrals
    const ids: string[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const after: string = next === '' ? '' : `&after=${next}`
      const page = (await worker.get(`/referrals?limit=2${after}`)).json()
      ids.push(...page.referrals.map(({ id }: { id: string }) => id))
      next = page.next
    }
    expect(ids).toEqual(all.map(({ id }: { id: string }) => id))
  })
})
