import { Role } from '@causeway/schemas/codes'
import { describe, expect } from 'vitest'
import { anArrived } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { changedRows } from '../../test/rows.ts'
import { anOffered } from '../../test/story.ts'

const undo = { with_her: true }
const question = { question: 'documents' }
const answer = { text: 'synthetic' }
const nobody = 'AAAAAAAAAAAAAAAAAAAAAA'

/** The calls in the order of `expected`; the first ones about an offer that arrived. */
const calls = [
  'ask',
  'read questions',
  'answer',
  'pause',
  'resume',
  'confirm recall',
  'withdraw there',
  'undo there',
  'recall',
  'withdraw person',
  'read withdrawals',
  'undo',
] as const

const refused = Array<number>(12).fill(403)

/** 404: no such question, or withdrawal. 409: nobody asked for a recall. */
const expected: Record<Role, number[]> = {
  /** 403: nobody is assigned before she has been accepted; her own worker undoes the rest. */
  case_worker: [200, 200, 404, 200, 200, 403, 200, 403, 200, 201, 200, 404],
  integrator: [200, 200, 404, 200, 200, 409, 200, 404, 200, 201, 200, 404],
  supervisor: [200, 200, 404, 200, 200, 409, 200, 404, 200, 201, 200, 404],
  intake_worker: [200, 200, 404, 200, 200, 403, 200, 403, 403, 201, 200, 403],
  duty_worker: [403, 403, 403, 200, 200, 403, 200, 403, 403, 201, 200, 403],
  data_protection_officer: [...refused.slice(0, 10), 200, 403],
  police_liaison: refused,
  focal_point: refused,
  node_administrator: refused,
}

const test = base.extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({
  db,
  peer: ro,
  receive,
}))

const attempts = (theirs: string, ours: string, person: string) =>
  [
    ['post', `/referrals/${theirs}/questions`, question],
    ['get', `/referrals/${theirs}/questions`],
    ['post', `/referrals/${theirs}/questions/${nobody}/answer`, answer],
    ['post', `/referrals/${theirs}/pause`, { by_her: false }],
    ['post', `/referrals/${theirs}/resume`, {}],
    ['post', `/referrals/${theirs}/recall/confirm`, {}],
    ['post', `/referrals/${theirs}/withdraw`, {}],
    ['post', `/referrals/${theirs}/withdrawals/${nobody}/undo`, undo],
    ['post', `/referrals/${ours}/recall`, {}],
    ['post', `/people/${person}/withdrawal`, {}],
    ['get', `/people/${person}/withdrawals`],
    ['post', `/people/${person}/withdrawal/${nobody}/undo`, undo],
  ] as const

describe('each role, over HTTP', () => {
  for (const role of Role.options) {
    test(role, async ({ as, parts, parties, network: { receiver } }) => {
      const { id, person } = await anOffered(await as('case_worker'), receiver)
      const { referral } = await anArrived(parts, parties)
      const caller = await as(role)
      const statuses: number[] = []
      for (const [method, path, payload] of attempts(referral, id, person)) {
        const reply = method === 'get' ? await caller.get(path) : await caller.post(path, payload)
        statuses.push(reply.statusCode)
      }
      const named = (list: number[]) => list.map((status, index) => `${calls[index]} ${status}`)
      expect(named(statuses)).toEqual(named(expected[role]))
    })
  }
})

test('another organisation finds ours exactly as it finds what is not there', async ({
  as,
  parts,
  parties,
  context,
  network: { receiver },
}) => {
  const { id, person } = await anOffered(await as('case_worker'), receiver)
  const { referral } = await anArrived(parts, parties)
  const neighbour = await as('neighbour')
  await neighbour.get('/referrals')
  const repliesTo = async (...ids: Parameters<typeof attempts>) => {
    const replies = []
    for (const [method, path, payload] of attempts(...ids)) {
      const reply =
        method === 'get' ? await neighbour.get(path) : await neighbour.post(path, payload)
      replies.push([reply.statusCode, reply.body])
    }
    return replies
  }
  const rows = await changedRows(context.db, async () => {
    const missing = await repliesTo(context.randomId(), context.randomId(), context.randomId())
    expect(missing.map(([status]) => status)).toEqual(Array(12).fill(404))
    expect(await repliesTo(referral, id, person)).toEqual(missing)
  })
  expect(rows).toEqual({})
})
