import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { test } from '../../test/journey-test.ts'
import { nowInSeconds } from '../../test/peer.ts'

const typeOf = (reply: { json(): { type: string } }) =>
  reply.json().type.replace('urn:causeway:problem:', '')
const DAY = 86_400
const confirmation = { phoned_in: false, feedback: 'outcome', spoken_with_her: true }
const met = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }

const inCare = test.extend(
  'inCareHere',
  { scope: 'file' },
  ({ as, acceptedHere }) =>
    async (feedback: 'outcome' | 'none' = 'outcome') => {
      const { id } = await acceptedHere()
      const worker = await as('case_worker')
      await worker.post(`/referrals/${id}/arrive`, met)
      const reply = await worker.post(`/referrals/${id}/in-care`, { ...confirmation, feedback })
      if (reply.statusCode !== 200) throw new Error(`not in care: ${reply.body}`)
      return id
    },
)

describe('confirming the handoff', () => {
  inCare(
    'comes after meeting her and speaking with her, and the lead passes',
    async ({ acceptedHere, as, node }) => {
      const { id } = await acceptedHere()
      const worker = await as('case_worker')
      const confirm = (body: object = {}) =>
        worker.post(`/referrals/${id}/in-care`, { ...confirmation, ...body })
      expect(typeOf(await confirm())).toBe('transition-refused')
      await worker.post(`/referrals/${id}/arrive`, met)
      expect((await confirm({ spoken_with_her: false })).json().errors).toMatchObject([
        { pointer: '/spoken_with_her' },
      ])
      expect((await confirm({ when: nowInSeconds() - DAY })).json().errors).toEqual([
        { pointer: '/when', in: 'body', rule: 'too_early' },
      ])
      expect((await confirm({ when: nowInSeconds() + 60 })).json().errors).toEqual([
        { pointer: '/when', in: 'body', rule: 'in_the_future' },
      ])
      expect((await confirm()).json()).toEqual({ id, status: 'in_care' })
      expect(typeOf(await confirm())).toBe('transition-refused')

      const view = (await worker.get(`/referrals/${id}`)).json()
      expect(view).toMatchObject({ lead: 'receiver', position: 'in_care' })
      const { person_id } = await node.db
        .selectFrom('referral')
        .select('person_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      expect(person_id).not.toBeNull()
      const { follow_ups } = (await worker.get(`/referrals/${id}/follow-ups`)).json()
      expect(follow_ups.map(({ step }: { step: string }) => step)).toEqual([
        'next_day',
        'one_week',
        'one_month',
        'three_months',
        'six_months',
      ])
      expect(view.next_due).toEqual({ what: 'follow_up', at: follow_ups[0].due_at })
    },
  )
})

describe('asking after her', () => {
  inCare(
    'is due when it is due, done once, and what was noted is sealed',
    async ({ inCareHere, as, node }) => {
      const id = await inCareHere()
      const worker = await as('case_worker')
      const url = `/referrals/${id}/follow-ups`
      const due = async () => {
        const { due } = (await worker.get('/follow-ups/due')).json()
        return due
          .filter(({ referral }: { referral: string }) => referral === id)
          .map(({ step }: { step: string }) => step)
      }
      expect(await due()).toEqual([])
      // Eight days pass: a token would not last as long, so the rows move and not the clock.
      await node.db
        .updateTable('follow_up')
        .set({ due_at: sql<Date>`due_at - interval '8 days'` })
        .where('referral_id', '=', id)
        .execute()
      expect(await due()).toEqual(['next_day', 'one_week'])
      const note = 'synthetic note Zqnote'
      const record = () => worker.post(url, { step: 'next_day', reached: true, note })
      expect((await record()).json()).toEqual({ id, step: 'next_day' })
      expect(typeOf(await record())).toBe('follow-up-done')
      expect(await due()).toEqual(['one_week'])
      const early = await worker.post(url, { step: 'three_months', reached: true })
      expect(early.json().errors).toEqual([{ pointer: '/step', in: 'body', rule: 'too_early' }])
      const { follow_ups } = (await worker.get(url)).json()
      expect(follow_ups[0]).toMatchObject({ step: 'next_day', reached: true, note })
      expect(follow_ups[1]).not.toHaveProperty('done_at')
      const { next_due } = (await worker.get(`/referrals/${id}`)).json()
      expect(next_due).toEqual({ what: 'follow_up', at: follow_ups[1].due_at })
      const rows = await node.db.selectFrom('follow_up').selectAll().execute()
      const audit = await node.db.selectFrom('audit').select('entry').execute()
      const outgoing = await node.db.selectFrom('outbox').select('event_identity').execute()
      expect(JSON.stringify([rows, audit])).not.toContain('Zqnote')
      await worker.post(url, { step: 'one_week', reached: false })
      expect(await node.db.selectFrom('outbox').select('event_identity').execute()).toEqual(
        outgoing,
      )
      const { statusCode } = await worker.post(`/referrals/${node.randomId()}/follow-ups`, {
        step: 'one_week',
        reached: false,
      })
      expect(statusCode).toBe(404)
    },
  )
})

describe('closing', () => {
  inCare('tells how it ended only when she agreed to that', async ({ inCareHere, as, node }) => {
    const worker = await as('case_worker')
    for (const feedback of ['outcome', 'none'] as const) {
      const id = await inCareHere(feedback)
      const close = () => worker.post(`/referrals/${id}/close`, { outcome: 'self_reliant' })
      expect((await close()).json()).toEqual({ id, status: 'closed' })
      expect(typeOf(await close())).toBe('transition-refused')
      expect((await worker.get(`/referrals/${id}`)).json().outcome).toBe('self_reliant')
      const { jws } = await node.db
        .selectFrom('referral_event')
        .select('jws')
        .where('referral_id', '=', id)
        .where('type', '=', 'closed')
        .executeTakeFirstOrThrow()
      const { data } = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString())
      expect(data).toEqual(feedback === 'outcome' ? { outcome: 'self_reliant' } : {})
      const { due } = (await worker.get('/follow-ups/due')).json()
      expect(due.map(({ referral }: { referral: string }) => referral)).not.toContain(id)
    }
  })

  inCare(
    'who chose another way on arrival is let go, and the sender learns that',
    async ({ acceptedHere, as }) => {
      const { id } = await acceptedHere()
      const worker = await as('case_worker')
      const close = (outcome: string) => worker.post(`/referrals/${id}/close`, { outcome })
      expect(typeOf(await close('chose_other_path'))).toBe('transition-refused')
      await worker.post(`/referrals/${id}/arrive`, met)
      expect((await close('self_reliant')).json().errors).toEqual([
        { pointer: '/outcome', in: 'body', rule: 'not_from_here' },
      ])
      expect((await close('chose_other_path')).json().status).toBe('closed')
      const view = (await worker.get(`/referrals/${id}`)).json()
      expect(view).toMatchObject({ lead: 'sender', outcome: 'chose_other_path', meeting: 'none' })
    },
  )
})
