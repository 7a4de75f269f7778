import { meetingWordsOf, wordsIn } from '@causeway/protocol/meeting'
import { type EventType, PlanBody } from '@causeway/schemas/record'
import { describe, expect } from 'vitest'
import { test } from '../../test/journey-test.ts'
import { nowInSeconds, type Peer } from '../../test/peer.ts'
import { anItem, asTold } from '../../test/record.ts'
import { eventMessageOf } from '../referrals/event-message.ts'

type Say = (peer: Peer, id: string, type: EventType, saying?: { data?: object }) => Promise<unknown>
type Doing = (story: { id: string; ro: Peer; say: Say; post: Post }) => Promise<unknown>
type Post = (path: string, body?: object) => Promise<{ statusCode: number }>

const happened = () => ({ when: nowInSeconds(), phoned_in: false })
const acts = {
  departs: ({ ro, say, id }) => say(ro, id, 'departed', { data: { plan: 1, ...happened() } }),
  'is missed': ({ post, id }) => post(`/referrals/${id}/missed`, { leg: 1 }),
  'is met': ({ post, id }) =>
    post(`/referrals/${id}/arrive`, { kind: 'by_plan', words: 'forgotten', phoned_in: false }),
  'is in care': ({ post, id }) =>
    post(`/referrals/${id}/in-care`, { phoned_in: false, feedback: 'none', spoken_with_her: true }),
  'chose another way': ({ post, id }) =>
    post(`/referrals/${id}/close`, { outcome: 'chose_other_path' }),
  pauses: ({ ro, say, id }) => say(ro, id, 'paused', { data: { by_her: true } }),
  withdraws: ({ ro, say, id }) => say(ro, id, 'withdrawn'),
  'changes plans': ({ post, id }) => post(`/referrals/${id}/travel-changed`, { reason: 'delayed' }),
} satisfies Record<string, Doing>

/** What happens in turn after both have signed, and whether the sheet is there in the end. */
const stories: [(keyof typeof acts)[], boolean][] = [
  [[], true],
  [['pauses'], true],
  [['changes plans'], true],
  [['withdraws'], false],
  [['departs', 'withdraws'], true],
  [['departs', 'pauses', 'withdraws'], true],
  [['is missed', 'withdraws'], true],
  [['departs', 'withdraws', 'is met'], true],
  [['departs', 'is met'], true],
  [['departs', 'is met', 'is in care'], false],
  [['departs', 'is met', 'chose another way'], false],
]

describe('the meeting sheet is there for as long as she is to be met', () => {
  for (const [story, isThere] of stories) {
    const title = story.join(', ') || 'nothing yet'
    test(`${title}: ${isThere ? 'there' : 'gone'}`, async ({ plannedHere, as, ro, say, node }) => {
      const { id } = await plannedHere()
      const worker = await as('case_worker')
      const post: Post = async (path, body = {}) => {
        const reply = await worker.post(path, body)
        if (reply.statusCode !== 200) throw new Error(reply.body)
        return reply
      }
      for (const act of story) await acts[act]({ id, ro, say, post })
      const reply = await worker.get(`/referrals/${id}/meeting-sheet`)
      expect(reply.statusCode).toBe(isThere ? 200 : 404)
      const { state } = await node.db
        .selectFrom('referral')
        .select('state')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      expect(state.meeting === 'open').toBe(isThere)
      const wasMet = story.includes('is met')
      if (isThere) expect('worker_says' in reply.json()).toBe(!wasMet)
    })
  }
})

describe('the card', () => {
  test('has her language, the words she hears and those she answers, and is gone once she is met', async ({
    acceptedThere,
    as,
    ro,
    say,
    node,
    plannedThere,
  }) => {
    const { id, person } = await plannedThere()
    const worker = await as('case_worker')
    const { proposed, signed } = (await worker.get(`/referrals/${id}/plan`)).json()
    expect(proposed).toBeUndefined()
    const event = await node.db
      .selectFrom('referral_event')
      .select('identity')
      .where('referral_id', '=', id as never)
      .where('type', '=', 'plan_signed')
      .where('node', '=', node.nodeId)
      .executeTakeFirstOrThrow()
    const message = await eventMessageOf(node, event.identity)
    const body = message?.type === 'referral.event' ? message.body?.json : undefined
    const { hand_over } = PlanBody.parse(JSON.parse(body ?? '')).half
    const drawn = meetingWordsOf(hand_over?.secret ?? '', id as never)
    const read = () => worker.get(`/referrals/${id}/card`)
    const card = (await read()).json()
    expect(card).toEqual({
      language: 'eng',
      worker_says: wordsIn('eng', drawn.indices),
      answer: drawn.pin,
      who: 'Ana',
      look: 'a green coat',
      place: signed.plan.meeting.place,
      at: signed.plan.legs[1].due_at,
      duty_phones: ['+441700123456', '+40700123456'],
      code: drawn.card,
    })
    expect((await read()).json()).toEqual(card)
    expect(JSON.stringify(card)).not.toContain(id)
    expect(person).toBeDefined()

    const met = { kind: 'by_plan', words: 'matched', ...happened() }
    await say(ro, id, 'arrived', { data: met })
    expect((await read()).statusCode).toBe(404)
    const kept = await node.db
      .selectFrom('signed_plan')
      .select(['secret_sealed', 'verifier_sealed'])
      .where('referral_id', '=', id as never)
      .execute()
    expect(kept).toEqual(Array(2).fill({ secret_sealed: null, verifier_sealed: null }))
    expect((await worker.get(`/referrals/${id}/plan`)).json().signed).toMatchObject(signed)
    const other = await acceptedThere()
    expect((await worker.get(`/referrals/${other.id}/card`)).statusCode).toBe(404)
  })

  test('is in the first language of hers that there is a list in', async ({
    acceptedThere,
    as,
    ro,
    say,
    aProposal,
  }) => {
    const { id, person } = await acceptedThere()
    const worker = await as('case_worker')
    const items = [anItem('spoken_languages', ['hun', 'ron', 'eng'])]
    const told = await worker.post(`/people/${person}/items`, asTold(items))
    expect(told.statusCode).toBeLessThan(300)
    await say(ro, id, 'plan_signed', aProposal.signature())
    await worker.post(`/referrals/${id}/plan/confirm`, aProposal.confirmation())
    expect((await worker.get(`/referrals/${id}/card`)).json().language).toBe('ron')
  })
})
