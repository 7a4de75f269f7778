import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { anAccepted, anArrived, ownEvents } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { changedRows } from '../../test/rows.ts'

const MARK = 'Wqzvthread'
const who = { worker: 'Synthetic One', deputy: 'Synthetic Two', duty_phone: '+40700123456' }
const accept = { ...who, services: ['legal_aid'] }
const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })
const other = { question: 'other', text: `${MARK}: which station?` }

const test = base.extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({
  db,
  peer: ro,
  receive,
}))

describe('a question', () => {
  test('of ours is answered there; both keep the words, and only sealed', async ({
    as,
    parts,
    parties,
    node,
    lines,
  }) => {
    const worker = await as('intake_worker')
    const { referral, there } = await anArrived(parts, parties)
    const path = `/referrals/${referral}/questions`
    expect((await worker.post(path, other)).json()).toEqual({ id: referral, status: 'offered' })
    const [own] = await ownEvents(parts.db, referral)
    if (!own) throw new TypeError('it was asked')
    await parts.db.transaction().execute((trx) => node.events.settled(trx, node, [own.identity]))
    await there.say('answered', { question: own.eid }, { text: `${MARK}: the north one` })
    const { questions } = (await worker.get(path)).json()
    expect(questions).toMatchObject([
      {
        id: own.eid,
        by: 'receiver',
        ...other,
        pauses_clock: false,
        answer: { text: `${MARK}: the north one` },
      },
    ])
    expect((await worker.get(`/referrals/${referral}`)).json().questions_open).toBe(0)
    for (const table of ['question_text', 'referral_event', 'audit', 'idempotency']) {
      const { rows } = await sql<{ row: string }>`
        select ${sql.table(table)}::text as row from ${sql.table(table)}`.execute(parts.db)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.filter(({ row }) => row.includes(MARK))).toEqual([])
      const inHex = Buffer.from(MARK).toString('hex')
      expect(rows.filter(({ row }) => row.includes(inHex))).toEqual([])
    }
    expect(lines.filter((line) => line.includes(MARK))).toEqual([])
  })

  test('of theirs is answered here, once, and by us', async ({ as, parts, network }) => {
    const worker = await as('case_worker')
    const { id, there } = await anAccepted(parts, worker, network.receiver)
    const asked = await there.say(
      'asked',
      { question: 'other', pauses_clock: false },
      { text: 'Q' },
    )
    expect((await worker.get(`/referrals/${id}`)).json().questions_open).toBe(1)
    const path = `/referrals/${id}/questions/${asked.eid}/answer`
    expect((await worker.post(path, { text: 'A' })).statusCode).toBe(200)
    expect((await worker.post(path, { text: 'B' })).json()).toMatchObject(
      problem('transition-refused'),
    )
    await worker.post(`/referrals/${id}/questions`, { question: 'funding' })
    const { questions } = (await worker.get(`/referrals/${id}/questions`)).json()
    expect(questions).toMatchObject([
      { by: 'receiver', text: 'Q', answer: { text: 'A' } },
      { by: 'sender', question: 'funding' },
    ])
    const own = `/referrals/${id}/questions/${questions[1].id}/answer`
    expect((await worker.post(own, { text: 'A' })).statusCode).toBe(409)
  })

  test('that is not on the list needs words, without which nothing is kept', async ({
    as,
    parts,
    parties,
  }) => {
    const worker = await as('case_worker')
    const { referral } = await anArrived(parts, parties)
    const path = `/referrals/${referral}/questions`
    const rows = await changedRows(parts.db, async () => {
      const reply = await worker.post(path, { question: 'other' })
      expect(reply.json()).toMatchObject({
        ...problem('request-malformed'),
        errors: [{ pointer: '/text', in: 'body' }],
      })
      expect((await worker.post(path, { question: 'anything' })).statusCode).toBe(400)
    })
    expect(rows).toEqual({})
  })

  test('about what she has told already needs a reason, on either side', async ({
    as,
    parts,
    parties,
    network,
  }) => {
    const worker = await as('case_worker')
    const { id } = await anAccepted(parts, worker, network.receiver)
    const wish = { question: 'medical_needs', topic: 'health_conditions' }
    const refused = await worker.post(`/referrals/${id}/questions`, wish)
    expect(refused.json()).toMatchObject({
      ...problem('already-told'),
      errors: [{ pointer: '/because', in: 'body', rule: 'because_required' }],
    })
    const because = { ...wish, because: 'synthetic reason' }
    expect((await worker.post(`/referrals/${id}/questions`, because)).statusCode).toBe(200)
    const fresh = { ...wish, topic: 'medication' }
    expect((await worker.post(`/referrals/${id}/questions`, fresh)).statusCode).toBe(200)

    const { referral, there } = await anArrived(parts, parties)
    await worker.post(`/referrals/${referral}/accept`, accept)
    await there.look()
    const not = [{ topic: 'full_account', because: 'declined_to_say', times_asked: 1 }]
    expect(await there.deliver(there.preparePacket(parties.to, not))).toBe('applied')
    const path = `/referrals/${referral}/questions`
    const about = (topic: string) => ({ question: 'documents', topic })
    expect((await worker.post(path, about('full_account'))).json()).toMatchObject(
      problem('already-told'),
    )
    expect((await worker.post(path, about('passport_number'))).statusCode).toBe(200)
  })

  test('stops the answer clock once, and only before the receiver has answered', async ({
    as,
    parts,
    parties,
    network,
  }) => {
    const worker = await as('case_worker')
    const { referral } = await anArrived(parts, parties)
    const wish = { question: 'funding', pauses_clock: true }
    const statuses = []
    for (const _ of [1, 2]) {
      statuses.push((await worker.post(`/referrals/${referral}/questions`, wish)).statusCode)
    }
    expect(statuses).toEqual([200, 409])
    const second = await anArrived(parts, parties)
    await worker.post(`/referrals/${second.referral}/accept`, accept)
    const late = await worker.post(`/referrals/${second.referral}/questions`, wish)
    expect(late.json()).toMatchObject(problem('clock-not-paused'))
    const { id } = await anAccepted(parts, worker, network.receiver)
    const sender = await worker.post(`/referrals/${id}/questions`, wish)
    expect(sender.json()).toMatchObject(problem('clock-not-paused'))
  })

  test('ends with the referral, and closes when she withdraws', async ({ as, parts, parties }) => {
    const worker = await as('case_worker')
    const { referral, there } = await anArrived(parts, parties)
    const path = `/referrals/${referral}/questions`
    const asked = await there.say(
      'asked',
      { question: 'other', pauses_clock: false },
      { text: 'Q' },
    )
    await there.say('withdrawn')
    expect((await worker.get(path)).json()).toMatchObject(problem('restricted'))
    for (const [to, payload] of [
      [path, other],
      [`${path}/${asked.eid}/answer`, { text: 'A' }],
    ] as const) {
      expect((await worker.post(to, payload)).json()).toMatchObject(problem('transition-refused'))
    }
  })
})
