import { readBody } from '@causeway/protocol/record'
import { PlanBody } from '@causeway/schemas/record'
import { describe, expect } from 'vitest'
import { people, test } from '../../test/journey-test.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { aHalf, aPlanText, aSignature, PLAN_MARK } from '../../test/plans.ts'
import { eventMessageOf } from '../referrals/event-message.ts'

const typeOf = (reply: { json(): { type: string } }) =>
  reply.json().type.replace('urn:causeway:problem:', '')
const confirmation = { ...aHalf({}, '+441700123456'), warm_handover: 'done' }

describe('the plan, where she leaves from', () => {
  test('is confirmed as it was proposed, to the character, with an own half', async ({
    acceptedThere,
    as,
    ro,
    say,
    node,
  }) => {
    const { id } = await acceptedThere()
    const worker = await as('case_worker')
    const confirm = () => worker.post(`/referrals/${id}/plan/confirm`, confirmation)
    expect(typeOf(await confirm())).toBe('transition-refused')
    expect((await worker.get(`/referrals/${id}/plan`)).statusCode).toBe(404)

    const signature = aSignature(aPlanText(), aHalf())
    expect(await say(ro, id, 'plan_signed', signature)).toMatchObject({ outcome: 'applied' })
    const proposed = (await worker.get(`/referrals/${id}/plan`)).json()
    expect(proposed).toMatchObject({
      proposed: { revision: 1, hash: signature.data.hash, receiver: { risk: { level: 'medium' } } },
    })
    expect(proposed).not.toHaveProperty('signed')
    expect((await worker.get(`/referrals/${id}`)).json().plan).toEqual({
      revision: 0,
      is_open: true,
    })
    expect((await worker.get(`/referrals/${id}/card`)).statusCode).toBe(404)

    expect((await confirm()).json()).toEqual({ id, status: 'planned' })
    const signed = (await worker.get(`/referrals/${id}/plan`)).json()
    expect(signed).toMatchObject({
      signed: { revision: 1, sender: { warm_handover: 'done' }, receiver: {} },
      watch: signature.data.watch,
    })
    expect(JSON.stringify(signed)).not.toContain('secret')

    const event = await node.db
      .selectFrom('referral_event')
      .select('identity')
      .where('referral_id', '=', id as never)
      .where('type', '=', 'plan_signed')
      .where('node', '=', node.nodeId)
      .executeTakeFirstOrThrow()
    const message = await eventMessageOf(node, event.identity)
    if (message?.type !== 'referral.event' || !message.body) throw new TypeError('it has a body')
    const { plan, half } = PlanBody.parse(JSON.parse(message.body.json))
    expect(plan).toEqual(signature.body.plan)
    expect(half.hand_over).toMatchObject({ warm_handover: 'done', language: 'eng' })
    expect(
      readBody(message.body, JSON.parse(bodyOf(message.event)).data.body, PlanBody),
    ).toBeDefined()
  })

  test('is not confirmed when it is another one than was read', async ({
    acceptedThere,
    as,
    ro,
    say,
  }) => {
    const { id } = await acceptedThere()
    const worker = await as('case_worker')
    const first = aSignature(aPlanText(), aHalf())
    const second = aSignature(aPlanText({ first_night: 'another house' }), aHalf())
    await say(ro, id, 'plan_signed', first)
    await say(ro, id, 'plan_signed', second)
    const url = `/referrals/${id}/plan/confirm`
    const wrong = await worker.post(url, { ...confirmation, hash: first.data.hash })
    expect(typeOf(wrong)).toBe('plan-changed')
    const right = await worker.post(url, { ...confirmation, hash: second.data.hash })
    expect(right.json().status).toBe('planned')
    expect((await worker.get(`/referrals/${id}/plan`)).json().signed.plan.first_night).toBe(
      'another house',
    )
  })

  test('needs two people on call for each leg, a risk that lasts, and the warm handover', async ({
    acceptedThere,
    as,
    ro,
    say,
  }) => {
    const { id } = await acceptedThere()
    const worker = await as('case_worker')
    await say(ro, id, 'plan_signed', aSignature(aPlanText(), aHalf()))
    const { risk, on_call } = aHalf()
    const [one] = on_call
    if (!one) throw new TypeError('somebody is on call')
    const faults = async (body: object) =>
      (await worker.post(`/referrals/${id}/plan/confirm`, body)).json().errors
    expect(
      await faults({
        risk: { ...risk, valid_until: nowInSeconds() + 3600, assessed_at: nowInSeconds() + 60 },
        on_call: [{ ...one, second: one.first.toUpperCase() }],
      }),
    ).toEqual([
      { pointer: '/risk/valid_until', in: 'body', rule: 'not_on_travel_date' },
      { pointer: '/on_call', in: 'body', rule: 'one_per_leg' },
      { pointer: '/on_call/0/second', in: 'body', rule: 'another_person' },
      { pointer: '/risk/assessed_at', in: 'body', rule: 'in_the_future' },
      { pointer: '/warm_handover', in: 'body', rule: 'required' },
    ])
    const reply = await worker.post(`/referrals/${id}/plan/confirm`, {
      ...confirmation,
      on_call: [{ ...one, duty_phone: PLAN_MARK }],
    })
    expect(reply.statusCode).toBe(400)
    expect(reply.body).not.toContain(PLAN_MARK)
  })

  test('may be proposed anew until she has been met; what is over cannot be signed', async ({
    plannedThere,
    as,
    ro,
    say,
  }) => {
    const { id } = await plannedThere()
    const worker = await as('case_worker')
    const propose = (text: object) =>
      worker.post(`/referrals/${id}/plan`, { plan: text, ...confirmation })
    const past = await propose(aPlanText({}, nowInSeconds() - 86_400))
    expect(past.json().errors).toEqual([
      { pointer: '/plan/legs/1/due_at', in: 'body', rule: 'in_the_past' },
    ])
    expect((await propose(aPlanText({}, nowInSeconds() + 2 * 86_400))).json().status).toBe(
      'planned',
    )
    const view = (await worker.get(`/referrals/${id}/plan`)).json()
    expect([view.signed.revision, view.proposed.revision]).toEqual([1, 2])
    const met = { kind: 'by_plan', words: 'not_used', when: nowInSeconds(), phoned_in: false }
    await say(ro, id, 'arrived', { data: met })
    expect(typeOf(await propose(aPlanText()))).toBe('transition-refused')
  })
})

describe('on the way, where she leaves from', () => {
  test('she is asked once more and leaves; the true time is neither to come nor too early', async ({
    plannedThere,
    acceptedThere,
    as,
  }) => {
    const { id } = await plannedThere()
    const duty = await as('duty_worker')
    const leave = (body: object, referral = id) =>
      duty.post(`/referrals/${referral}/depart`, { phoned_in: true, reaffirmed: true, ...body })
    expect((await leave({ reaffirmed: false })).json().errors).toMatchObject([
      { pointer: '/reaffirmed' },
    ])
    expect((await leave({ when: nowInSeconds() + 60 })).json().errors).toEqual([
      { pointer: '/when', in: 'body', rule: 'in_the_future' },
    ])
    expect((await leave({ when: nowInSeconds() - 3600 })).json().errors).toEqual([
      { pointer: '/when', in: 'body', rule: 'too_early' },
    ])
    expect((await leave({})).json()).toEqual({ id, status: 'in_transit' })
    expect(typeOf(await leave({}))).toBe('transition-refused')
    const unplanned = await acceptedThere()
    expect(typeOf(await leave({}, unplanned.id))).toBe('transition-refused')
    const view = (await duty.get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ position: 'departed', meeting: 'open', lead: 'sender' })
    expect(view.next_due).toEqual({
      what: 'arrival',
      at: new Date(view.plan.watch[0].arrives_by * 1000).toISOString(),
    })
  })

  test('a changed journey stops the watch; missed and lost contact follow each other', async ({
    plannedThere,
    as,
  }) => {
    const worker = await as('case_worker')
    const changed = await plannedThere()
    const act = (id: string, verb: string, body: object) =>
      worker.post(`/referrals/${id}/${verb}`, body)
    const reply = await act(changed.id, 'travel-changed', { reason: 'cancelled' })
    expect(reply.json().status).toBe('planned')
    expect((await worker.get(`/referrals/${changed.id}`)).json().plan).not.toHaveProperty('watch')
    for (const [verb, body] of [
      ['travel-changed', { reason: 'delayed' }],
      ['missed', { leg: 1 }],
      ['lost-contact', {}],
      ['depart', { phoned_in: false, reaffirmed: true }],
    ] as const) {
      expect(typeOf(await act(changed.id, verb, body))).toBe('transition-refused')
    }

    const { id } = await plannedThere()
    expect(typeOf(await act(id, 'lost-contact', {}))).toBe('transition-refused')
    expect((await act(id, 'missed', { leg: 3 })).json().errors).toEqual([
      { pointer: '/leg', in: 'body', rule: 'no_such_leg' },
    ])
    expect((await act(id, 'missed', { leg: 2 })).json().status).toBe('missed')
    expect(typeOf(await act(id, 'missed', { leg: 2 }))).toBe('transition-refused')
    expect((await act(id, 'lost-contact', {})).json().status).toBe('lost_contact')
    expect((await act(id, 'close', { outcome: 'in_care' })).json().errors).toEqual([
      { pointer: '/outcome', in: 'body', rule: 'not_from_here' },
    ])
    expect((await act(id, 'close', { outcome: 'unknown' })).json().status).toBe('closed')
    expect((await worker.get(`/referrals/${id}`)).json()).toMatchObject({ outcome: 'unknown' })
  })

  test('what only the receiver can say is refused here', async ({ plannedThere, as }) => {
    const { id } = await plannedThere()
    const worker = await as('case_worker')
    for (const [verb, body] of [
      ['arrive', { kind: 'by_plan', words: 'not_used', phoned_in: false }],
      ['in-care', { phoned_in: false, feedback: 'none', spoken_with_her: true }],
      ['close', { outcome: 'in_care' }],
    ] as const) {
      expect(typeOf(await worker.post(`/referrals/${id}/${verb}`, body))).toBe('transition-refused')
    }
    expect((await worker.get(`/referrals/${id}/meeting-sheet`)).statusCode).toBe(404)
    expect((await worker.get(`/referrals/${id}/follow-ups`)).json()).toEqual({ follow_ups: [] })
  })
})

const bodyOf = (jws: string) => Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()

test('people who accept are not who meets her: names stay where they belong', async ({
  plannedThere,
  as,
  lines,
  node,
}) => {
  const { id } = await plannedThere()
  const worker = await as('case_worker')
  await worker.get(`/referrals/${id}/plan`)
  await worker.get(`/referrals/${id}/card`)
  const audit = JSON.stringify(await node.db.selectFrom('audit').select('entry').execute())
  for (const text of [audit, lines.join('\n')]) {
    expect(text).not.toContain(PLAN_MARK)
    expect(text).not.toContain(people.worker)
  }
  expect(audit).toContain('plan.read')
  expect(audit).toContain('card.read')
})
