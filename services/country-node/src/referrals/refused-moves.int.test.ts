import { describe, expect } from 'vitest'
import { people, test } from '../../test/journey-test.ts'
import { anOffer } from '../../test/offers.ts'
import { nowInSeconds } from '../../test/peer.ts'
import { aHalf, aPlanText } from '../../test/plans.ts'
import { anOffered } from '../../test/story.ts'

type Body = Record<string, unknown>
const left = { reaffirmed: true, phoned_in: true }
const met = { kind: 'already_there', words: 'not_used', phoned_in: false }
const stays = (id: string) => `/referrals/${id}`

describe('a refused move says why, at which side, and where the referral stands', () => {
  const bySender: [string, Body, string][] = [
    ['accept', { ...people, services: ['legal_aid'] }, 'only_the_receiver'],
    ['open', {}, 'only_the_receiver'],
    ['decline', { reason: 'other' }, 'only_the_receiver'],
    ['arrive', met, 'only_the_receiver'],
    ['in-care', { spoken_with_her: true, phoned_in: false, feedback: 'none' }, 'only_the_receiver'],
    ['recall/confirm', {}, 'only_the_receiver'],
    ['depart', left, 'no_plan_in_force'],
    ['travel-changed', { reason: 'delayed' }, 'no_plan_in_force'],
    ['missed', { leg: 1 }, 'no_plan_in_force'],
    ['lost-contact', {}, 'no_plan_in_force'],
    ['resume', {}, 'not_paused'],
    ['offer', {}, 'not_now'],
  ]

  test.for(bySender)(
    '%s at the sender, accepted: %j',
    async ([verb, body, rule], { acceptedThere, as }) => {
      const { id } = await acceptedThere()
      const reply = await (await as('case_worker')).post(`${stays(id)}/${verb}`, body)
      expect(reply.json()).toMatchObject({
        type: 'urn:causeway:problem:transition-refused',
        errors: [{ pointer: '/id', in: 'path', rule, side: 'sender', status: 'accepted' }],
      })
    },
  )

  test('at the receiver, too, and of what was said twice or out of order', async ({
    acceptedHere,
    plannedThere,
    as,
  }) => {
    const worker = await as('case_worker')
    const ruleOf = async (id: string, verb: string, body: Body) =>
      (await worker.post(`${stays(id)}/${verb}`, body)).json().errors?.[0].rule
    const { id } = await acceptedHere()
    expect(await ruleOf(id, 'recall', {})).toBe('only_the_sender')
    expect(await ruleOf(id, 'depart', left)).toBe('only_the_sender')
    expect(await ruleOf(id, 'recall/confirm', {})).toBe('nothing_asked')
    expect(await ruleOf(id, 'pause', { by_her: true })).toBeUndefined()
    expect(await ruleOf(id, 'pause', { by_her: true })).toBe('said_already')
    expect(await ruleOf(id, 'arrive', met)).toBeUndefined()
    expect(await ruleOf(id, 'arrive', met)).toBe('said_already')

    const planned = (await plannedThere()).id
    expect(await ruleOf(planned, 'lost-contact', {})).toBe('not_missed')
    expect(await ruleOf(planned, 'depart', { ...left, leg: 2 })).toBe('leg_out_of_order')
    expect(await ruleOf(planned, 'depart', { ...left, leg: 3 })).toBe('no_such_leg')
    expect(await ruleOf(planned, 'depart', left)).toBeUndefined()
    expect(await ruleOf(planned, 'depart', left)).toBe('said_already')
    expect(await ruleOf(planned, 'missed', { leg: 1 })).toBeUndefined()
    expect(await ruleOf(planned, 'missed', { leg: 1 })).toBe('said_already')
    expect(await ruleOf(planned, 'recall', {})).toBe('not_now')
  })
})

test('nobody is their own deputy, and each service not asked for is named', async ({
  as,
  ro,
  parties,
  receive,
}) => {
  const { referral, message } = anOffer(ro, parties)
  await receive(await ro.post([message]))
  const reply = await (await as('case_worker')).post(`/referrals/${referral}/accept`, {
    ...people,
    deputy: people.worker.toUpperCase(),
    services: ['transport', 'legal_aid', 'job_search'],
  })
  expect(reply.json().errors).toEqual([
    { pointer: '/services/0', in: 'body', rule: 'not_asked_for' },
    { pointer: '/services/2', in: 'body', rule: 'not_asked_for' },
    { pointer: '/deputy', in: 'body', rule: 'another_person' },
  ])
})

test('a plan whose times do not follow one another names the rule', async ({
  acceptedHere,
  as,
}) => {
  const { id } = await acceptedHere()
  const worker = await as('case_worker')
  const [first, second] = aPlanText().legs
  const faultsOf = async (legs: unknown[]) =>
    (await worker.post(`${stays(id)}/plan`, { plan: { ...aPlanText(), legs }, ...aHalf() })).json()
      .errors
  const backwards = { ...first, due_at: (first?.departs_at ?? 0) - 60 }
  expect(await faultsOf([backwards])).toEqual([
    { pointer: '/plan/legs/0/due_at', in: 'body', rule: 'before_departure' },
  ])
  expect(await faultsOf([second, first])).toEqual([
    { pointer: '/plan/legs', in: 'body', rule: 'leg_before_the_last_is_over' },
  ])
})

describe('following a referral shows what was answered and when it truly was', () => {
  test('why it was declined and who may help instead', async ({ as, ro, say, network }) => {
    const { id } = await anOffered(await as('case_worker'), network.receiver)
    const data = { reason: 'no_capacity', alternative: network.receiver }
    await say(ro, id, 'declined', { data })
    const { timeline } = (await (await as('case_worker')).get(stays(id))).json()
    expect(timeline.at(-1)).toMatchObject({ type: 'declined', said: data })
  })

  test('the true time of a departure that was phoned in, and no hash or id', async ({
    plannedThere,
    as,
  }) => {
    const { id } = await plannedThere()
    const worker = await as('case_worker')
    const when = nowInSeconds()
    await worker.post(`${stays(id)}/depart`, { ...left, when })
    const { timeline } = (await worker.get(stays(id))).json()
    const saidOf = (type: string) =>
      timeline.find((event: { type: string }) => event.type === type).said
    expect(saidOf('departed')).toEqual({ when, phoned_in: true })
    expect(saidOf('plan_signed')).toEqual({})
    expect(saidOf('accepted')).toEqual({
      services: expect.any(Array),
      not_accepted: expect.any(Array),
    })
  })
})
