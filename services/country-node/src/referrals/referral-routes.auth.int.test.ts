import { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer } from '../../test/offers.ts'
import { changedRows } from '../../test/rows.ts'
import { aDraft, aWish } from '../../test/story.ts'

const people = { worker: 'Synthetic One', deputy: 'Synthetic Two', duty_phone: '+40700123456' }
const accept = { ...people, services: ['legal_aid'] }
const decline = { reason: 'no_capacity' }

/** The calls in the order of `expected`; those about an offer of ours first. */
const calls = [
  'draft',
  'list',
  'read',
  'preview',
  'evidence',
  'offer',
  'read offer',
  'open',
  'accept',
  'decline',
  'packet',
] as const

/** 404 at the end: there is no packet yet. 409: decided before, by the acceptance. */
const expected: Record<Role, number[]> = {
  case_worker: [201, 200, 200, 200, 200, 200, 200, 200, 200, 409, 404],
  integrator: [201, 200, 200, 200, 200, 200, 200, 200, 200, 409, 404],
  supervisor: [403, 200, 200, 200, 200, 403, 200, 200, 403, 403, 404],
  intake_worker: [403, 200, 200, 403, 200, 403, 200, 200, 200, 409, 403],
  duty_worker: [403, 200, 200, 403, 403, 403, 403, 200, 403, 403, 403],
  police_liaison: Array(11).fill(403),
  focal_point: Array(11).fill(403),
  node_administrator: Array(11).fill(403),
  data_protection_officer: [403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403],
}

describe('each role, over HTTP', () => {
  for (const role of Role.options) {
    test(role, async ({ as, ro, parties, receive, network: { receiver } }) => {
      const draft = await aDraft(await as('case_worker'), receiver)
      const { referral, message } = anOffer(ro, parties)
      await receive(await ro.post([message]))
      const caller = await as(role)
      const ours = `/referrals/${draft.id}`
      const theirs = `/referrals/${referral}`
      const replies = [
        await caller.post('/referrals', aWish(draft.person, draft.agreement, receiver)),
        await caller.get('/referrals'),
        await caller.get(ours),
        await caller.get(`${ours}/preview`),
        await caller.get(`${theirs}/evidence`),
        await caller.post(`${ours}/offer`, {}),
        await caller.get(`${theirs}/offer`),
        await caller.post(`${theirs}/open`, {}),
        await caller.post(`${theirs}/accept`, accept),
        await caller.post(`${theirs}/decline`, decline),
        await caller.get(`${theirs}/packet`),
      ]
      const statuses = replies.map((reply) => reply.statusCode)
      const named = (list: number[]) => list.map((status, index) => `${calls[index]} ${status}`)
      expect(named(statuses)).toEqual(named(expected[role]))
    })
  }
})

describe('another organisation of the same node', () => {
  test('finds our referrals exactly as it finds those that are not there', async ({
    as,
    ro,
    parties,
    receive,
    network: { receiver },
    context,
    node,
  }) => {
    const draft = await aDraft(await as('case_worker'), receiver)
    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const neighbour = await as('neighbour')
    await neighbour.get('/referrals')
    const attempts = async (id: string) => {
      const replies = [
        await neighbour.get(`/referrals/${id}`),
        await neighbour.get(`/referrals/${id}/preview`),
        await neighbour.get(`/referrals/${id}/evidence`),
        await neighbour.get(`/referrals/${id}/offer`),
        await neighbour.get(`/referrals/${id}/packet`),
        await neighbour.post(`/referrals/${id}/offer`, {}),
        await neighbour.post(`/referrals/${id}/open`, {}),
        await neighbour.post(`/referrals/${id}/accept`, accept),
        await neighbour.post(`/referrals/${id}/decline`, decline),
      ]
      return replies.map(({ statusCode, body }) => [statusCode, body])
    }
    const rows = await changedRows(node.db, async () => {
      const missing = await attempts(context.randomId())
      expect(missing.map(([status]) => status)).toEqual(Array(9).fill(404))
      expect(await attempts(draft.id)).toEqual(missing)
      expect(await attempts(referral)).toEqual(missing)
      const wish = aWish(draft.person, draft.agreement, receiver)
      expect((await neighbour.post('/referrals', wish)).statusCode).toBe(404)
      expect((await neighbour.get('/referrals')).json()).toEqual({ referrals: [] })
    })
    expect(rows).toEqual({})
  })

  test('a role that may not draft is told so, whether the person is there or not', async ({
    as,
    network: { receiver },
    context,
  }) => {
    const draft = await aDraft(await as('case_worker'), receiver)
    const police = await as('police_liaison')
    for (const person of [draft.person, context.randomId()]) {
      const reply = await police.post('/referrals', aWish(person, draft.agreement, receiver))
      expect(reply.statusCode).toBe(403)
    }
  })
})
