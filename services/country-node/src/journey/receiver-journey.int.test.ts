import { meetingWordsOf, wordsIn } from '@causeway/protocol/meeting'
import { watchOf } from '@causeway/protocol/record'
import { PlanBody } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { test } from '../../test/journey-test.ts'
import { aDigest, nowInSeconds } from '../../test/peer.ts'
import { aHalf, aHandOver, anOnCall, aPlanText, aSignature } from '../../test/plans.ts'
import { eventMessageOf } from '../referrals/event-message.ts'

const typeOf = (reply: { json(): { type: string } }) =>
  reply.json().type.replace('urn:causeway:problem:', '')
const byPlan = { kind: 'by_plan', phoned_in: false }

describe('the plan, where she arrives', () => {
  test('is signed first here, on the packet, and confirmed there', async ({
    acceptedHere,
    as,
    ro,
    say,
    node,
  }) => {
    const worker = await as('case_worker')
    const waiting = await acceptedHere({ packet: false })
    const early = await worker.post(`/referrals/${waiting.id}/plan`, {
      plan: aPlanText(),
      ...aHalf(),
    })
    expect(typeOf(early)).toBe('packet-not-here')

    const { id } = await acceptedHere()
    const propose = (half: object) =>
      worker.post(`/referrals/${id}/plan`, { plan: aPlanText(), ...half })
    const { risk, on_call } = aHalf()
    const old = { ...risk, assessed_at: nowInSeconds() - 3600 }
    expect((await propose({ risk: old, on_call, warm_handover: 'done' })).json().errors).toEqual([
      { pointer: '/risk/assessed_at', in: 'body', rule: 'before_the_packet' },
      { pointer: '/warm_handover', in: 'body', rule: 'not_asked_for' },
    ])
    expect((await propose(aHalf())).json()).toEqual({ id, status: 'accepted' })

    const event = await node.db
      .selectFrom('referral_event')
      .select('identity')
      .where('referral_id', '=', id)
      .where('type', '=', 'plan_signed')
      .executeTakeFirstOrThrow()
    const message = await eventMessageOf(node, event.identity)
    const body = message?.type === 'referral.event' ? message.body : undefined
    const { plan, half } = PlanBody.parse(JSON.parse(body?.json ?? ''))
    expect(half).not.toHaveProperty('hand_over')
    const theirs = aSignature(aPlanText(), aHalf({ hand_over: aHandOver() }), { plan })
    const data = { ...theirs.data, watch: watchOf(JSON.parse(plan.json), 1) }
    await say(ro, id, 'plan_signed', { ...theirs, data })
    expect((await worker.get(`/referrals/${id}`)).json()).toMatchObject({
      status: 'planned',
      meeting: 'open',
      plan: { revision: 1, is_open: false, watch: data.watch },
    })
  })

  test('is the text that both signed, though the other side replaces its own before it hears', async ({
    acceptedHere,
    as,
    ro,
    say,
    linkOf,
  }) => {
    const { id } = await acceptedHere()
    const worker = await as('case_worker')
    const [old, newer] = ['old', 'newer'].map((place) => {
      const handOver = aHandOver()
      const text = aPlanText({ meeting: { place, meeter: 'Ana', look: 'a green coat' } })
      return { secret: handOver.secret, ...aSignature(text, aHalf({ hand_over: handOver })) }
    })
    await say(ro, id, 'plan_signed', old)
    const link = await linkOf(ro, id)
    await worker.post(`/referrals/${id}/plan/confirm`, aHalf())
    expect((await worker.post(`/referrals/${id}/missed`, { leg: 1 })).statusCode).toBe(200)
    expect((await say(ro, id, 'plan_signed', { ...newer, link })).outcome).toBe('applied')

    const { signed, proposed } = (await worker.get(`/referrals/${id}/plan`)).json()
    expect(signed).toMatchObject({ hash: old?.data.hash, plan: { meeting: { place: 'old' } } })
    expect(proposed).toBeUndefined()
    const sheet = (await worker.get(`/referrals/${id}/meeting-sheet`)).json()
    const { indices, pin } = meetingWordsOf(old?.secret ?? '', id as RandomId)
    expect(sheet.worker_says).toEqual(wordsIn('ron', indices))
    const answer = { ...byPlan, words: 'matched', pin }
    expect((await worker.post(`/referrals/${id}/arrive`, answer)).json().status).toBe('arrived')
  })

  type Said = { data: object; body?: object }
  const withHalf = (change: object) => (): Said => {
    const half = { ...aHalf({ hand_over: aHandOver() }), ...change }
    return aSignature(aPlanText(), half)
  }
  const withData = (change: object) => (): Said => {
    const good = aSignature(aPlanText(), aHalf({ hand_over: aHandOver() }))
    return { ...good, data: { ...good.data, ...change } }
  }
  const alone = { ...anOnCall(), second: anOnCall().first }
  const brief = { ...aHalf().risk, valid_until: nowInSeconds() + 3600 }
  const faulty: [string, string, () => Said][] = [
    ['another hash', 'body', withData({ hash: aDigest() })],
    ['another watch', 'body', withData({ watch: [{ departs_by: 1, arrives_by: 2 }] })],
    ['no handing over', 'schema', () => aSignature(aPlanText(), aHalf())],
    ['too few on call', 'schema', withHalf({ on_call: [anOnCall()] })],
    ['one person on call', 'schema', withHalf({ on_call: [alone, alone] })],
    ['a risk not assessed for it', 'schema', withHalf({ risk: brief })],
    ['no body', 'body', () => ({ data: { ...withData({})().data, body: aDigest() } })],
  ]

  test.for(faulty)(
    'is refused whole with %s',
    async ([, code, make], { acceptedHere, ro, say, node }) => {
      const { id } = await acceptedHere()
      const refused = await say(ro, id, 'plan_signed', make())
      expect(refused.outcome).toBe('rejected')
      const mail = await node.db
        .selectFrom('inbox')
        .select('code')
        .where('envelope_id', '=', refused.id as never)
        .executeTakeFirstOrThrow()
      expect(mail.code).toBe(code)
      const kept = await node.db
        .selectFrom('signed_plan')
        .select('event_identity')
        .where('referral_id', '=', id)
        .execute()
      expect(kept).toEqual([])
      expect(await say(ro, id, 'plan_signed', withData({})())).toMatchObject({ outcome: 'applied' })
    },
  )
})

describe('meeting her', () => {
  test('the sheet says what the worker says, and neither her answer nor her name', async ({
    plannedHere,
    as,
    node,
  }) => {
    const { id, text, handOver, indices, pin } = await plannedHere()
    const reply = await (await as('duty_worker')).get(`/referrals/${id}/meeting-sheet`)
    expect(reply.json()).toMatchObject({
      place: text.meeting.place,
      language: 'ron',
      worker_says: wordsIn('ron', indices),
      duty_phones: ['+40700999999', '+40700123456'],
    })
    expect(reply.json().legs).toHaveLength(2)
    expect(reply.body).not.toContain(`"${pin}"`)
    expect(reply.body).not.toContain(handOver.secret)
    expect((await (await as('duty_worker')).get(`/referrals/${id}/card`)).statusCode).toBe(404)
    const audit = await node.db.selectFrom('audit').select('entry').orderBy('n', 'desc').execute()
    expect(audit.some(({ entry }) => entry.includes('meeting_sheet.read'))).toBe(true)
  })

  test('five tries in all: a wrong answer counts though it is refused, and no other opens', async ({
    plannedHere,
    as,
    node,
  }) => {
    const { id, pin } = await plannedHere()
    const worker = await as('case_worker')
    const answer = (given: string) =>
      worker.post(`/referrals/${id}/arrive`, { ...byPlan, words: 'matched', pin: given })
    const wrong = fc.sample(
      fc
        .nat({ max: 9999 })
        .map((n) => String(n).padStart(4, '0'))
        .filter((n) => n !== pin),
      { numRuns: 5, seed: 3 },
    )
    for (const given of wrong) {
      const reply = await answer(given)
      expect(typeOf(reply)).toBe('meeting-answer-wrong')
      expect(reply.body).not.toContain(given)
    }
    expect(typeOf(await answer(pin))).toBe('meeting-tries-used')
    const { meeting_tries } = await node.db
      .selectFrom('referral')
      .select('meeting_tries')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(meeting_tries).toBe(5)
    const met = await worker.post(`/referrals/${id}/arrive`, { ...byPlan, words: 'forgotten' })
    expect(met.json().status).toBe('arrived')
  })

  test('twenty guesses at one moment are five', async ({ plannedHere, as, node }) => {
    const { id, pin } = await plannedHere()
    const worker = await as('case_worker')
    const guesses = Array.from({ length: 20 }, (_, n) => String((Number(pin) + n + 1) % 10_000))
    const replies = await Promise.all(
      guesses.map((given) =>
        worker.post(`/referrals/${id}/arrive`, {
          ...byPlan,
          words: 'matched',
          pin: given.padStart(4, '0'),
        }),
      ),
    )
    const codes = replies.map(typeOf)
    expect(codes.filter((code) => code === 'meeting-answer-wrong')).toHaveLength(5)
    expect(codes.filter((code) => code === 'meeting-tries-used')).toHaveLength(15)
    const events = await node.db
      .selectFrom('referral_event')
      .select('type')
      .where('referral_id', '=', id)
      .where('type', '=', 'arrived')
      .execute()
    expect(events).toEqual([])
  })

  test('once she has been met the words are gone and only her answer can still be held', async ({
    plannedHere,
    as,
    node,
  }) => {
    const { id, pin } = await plannedHere()
    const worker = await as('case_worker')
    const arrive = (body: object) => worker.post(`/referrals/${id}/arrive`, { ...byPlan, ...body })
    expect((await arrive({ words: 'forgotten' })).json().status).toBe('arrived')
    const sheet = (await worker.get(`/referrals/${id}/meeting-sheet`)).json()
    expect(sheet).not.toHaveProperty('worker_says')
    expect(sheet.duty_phones).toHaveLength(2)
    const secrets = await node.db
      .selectFrom('signed_plan')
      .select('secret_sealed')
      .where('referral_id', '=', id)
      .execute()
    expect(secrets.map(({ secret_sealed }) => secret_sealed)).toEqual([null, null])
    const keys = await node.db
      .selectFrom('data_key')
      .select('category')
      .where('subject_id', '=', id)
      .execute()
    expect(keys.map(({ category }) => category)).not.toContain('meeting')

    expect(typeOf(await arrive({ words: 'forgotten' }))).toBe('transition-refused')
    expect((await arrive({ words: 'matched', pin })).json().status).toBe('arrived')
    expect(typeOf(await arrive({ words: 'matched', pin }))).toBe('transition-refused')
  })

  test('without a plan she may have travelled alone; words that nobody issued cannot match', async ({
    acceptedHere,
    as,
  }) => {
    const { id } = await acceptedHere({ packet: false })
    const worker = await as('case_worker')
    const arrive = (body: object) =>
      worker.post(`/referrals/${id}/arrive`, { phoned_in: false, ...body })
    const faults = async (body: object) => (await arrive(body)).json().errors
    expect(await faults({ kind: 'by_plan', words: 'not_used' })).toEqual([
      { pointer: '/kind', in: 'body', rule: 'no_plan' },
    ])
    expect(await faults({ kind: 'travelled_alone', words: 'matched', pin: '0000' })).toEqual([
      { pointer: '/words', in: 'body', rule: 'none_issued' },
    ])
    expect(await faults({ kind: 'travelled_alone', words: 'matched' })).toEqual([
      { pointer: '/pin', in: 'body', rule: 'required' },
    ])
    expect(await faults({ kind: 'travelled_alone', words: 'not_used', pin: '0000' })).toEqual([
      { pointer: '/pin', in: 'body', rule: 'not_asked_for' },
    ])
    const early = { when: nowInSeconds() - 86_400 }
    expect(await faults({ kind: 'travelled_alone', words: 'not_used', ...early })).toEqual([
      { pointer: '/when', in: 'body', rule: 'too_early' },
    ])
    const met = await arrive({ kind: 'travelled_alone', words: 'known_to_meeter' })
    expect(met.json()).toEqual({ id, status: 'arrived' })
    expect((await worker.get(`/referrals/${id}/meeting-sheet`)).statusCode).toBe(404)
  })
})
