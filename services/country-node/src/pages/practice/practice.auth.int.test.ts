import { Role } from '@causeway/schemas/codes'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { beginPractice, preparePractice } from '../../../test/practising.ts'
import { changedRows } from '../../../test/rows.ts'
import { test as base } from '../../../test/sign-in-test.ts'
import { isPermitted } from '../../staff/decide.ts'
import { neutralSettings, openPages } from '../page-site.ts'
import { sendDraft } from '../sending/send-draft.ts'

const test = base
  .extend('browser', ({ visitor }) => visitor('case_worker'))
  .extend('worker', ({ browser }) => aPageVisitor(browser))

const idIn = (draft: string) => draft.split('/').at(-1) as RandomId
const pages = ['', '/return', '/person', '/safety', '/agree', '/paper', '/send']
const people = Role.options.filter((role) => role !== 'integrator')

test.for(people)(
  '%s practises what they may do in earnest, and nothing else',
  async (role, { visitor }) => {
    const maySend = isPermitted(role, 'referral.draft')
    const mayAnswer = isPermitted(role, 'referral.accept')
    const who = visitor(role)
    const { reply, text } = await who.arriveAt('/practice')
    expect(reply.status).toBe(maySend || mayAnswer ? 200 : 403)
    expect(text.includes('action="/practice/returns"')).toBe(maySend)
    expect(text.includes('href="/practice/inbox"')).toBe(mayAnswer)
    expect((await who.send('/practice/returns')).reply.status).toBe(maySend ? 303 : 403)
    const home = await who.get('/')
    expect(home.text.includes('href="/practice"')).toBe(maySend || mayAnswer)
  },
)

describe('a practice never becomes real', () => {
  test('on the road of real ones it is not there, whatever is sent', async ({
    db,
    browser,
    worker,
  }) => {
    const id = idIn(await preparePractice(worker))
    for (const page of pages) {
      expect((await browser.arriveAt(`/returns/${id}${page}`)).reply.status).toBe(404)
    }
    const made = await changedRows(db, async () => {
      for (const page of [...pages, '/choice', '/discard']) {
        const { reply } = await browser.send(`/returns/${id}${page}`, { is_practice: 'false' })
        expect(reply.headers.get('location') ?? '').not.toContain('/sending/')
        expect(reply.ok).toBe(false)
      }
    })
    expect(made).toEqual({})
    expect((await browser.get('/returns')).text).not.toContain(id)
  })

  test('the verb that sends does not find it', async ({ browser, context, db, worker }) => {
    const id = idIn(await preparePractice(worker))
    const { actor } = JSON.parse((await browser.get('/probe')).text)
    const site = { context, exchange: { wake: () => {} }, pages: openPages(neutralSettings) }
    const made = await changedRows(db, () =>
      expect(sendDraft(site, actor, id)).rejects.toMatchObject({ code: 'not-found' }),
    )
    expect(made).toEqual({})
  })

  test('a real one is not there on the road of practice', async ({ browser, worker, db }) => {
    const { to } = await worker.fill(await worker.see('/returns'), '/returns', {})
    const id = String(to).split('/')[2]
    for (const page of [...pages, '/sent', '/in-care']) {
      const path = `/practice/returns/${id}${page}`
      expect([page, (await browser.get(path)).reply.status]).toEqual([page, 404])
    }
    await browser.send(`/practice/returns/${id}/end`)
    const made = await changedRows(db, async () => {
      expect((await browser.send(`/practice/returns/${id}/send`)).reply.status).toBe(404)
      await browser.send(`/practice/returns/${id}/end`)
    })
    expect(made).toEqual({})
    expect(await worker.see(`/returns/${id}/return`)).toContain(`/returns/${id}/return`)
  })

  test('the database keeps the flag, and takes no referral for it', async ({
    db,
    owner,
    worker,
  }) => {
    const id = idIn(await beginPractice(worker))
    const { to } = await worker.fill(await worker.see('/returns'), '/returns', {})
    const real = String(to).split('/')[2]
    for (const anybody of [db, owner]) {
      const set = (change: ReturnType<typeof sql>, which = id) =>
        sql`update page_draft set ${change} where id = ${which}`.execute(anybody)
      await expect(set(sql`is_practice = false`)).rejects.toThrow('practice never becomes real')
      await expect(set(sql`is_practice = true`, real as RandomId)).rejects.toThrow('never practice')
      await expect(set(sql`referral_id = ${id}`)).rejects.toThrow('practice_is_never_sent')
    }
  })

  test('neither road knows who lies at the end of the other', async ({ network, worker }) => {
    const practice = await beginPractice(worker)
    const { to } = await worker.fill(await worker.see('/returns'), '/returns', {})
    const real = String(to).replace(/\/return$/, '')
    const { receiver } = network
    const house = 'practice-house-the-1-A'
    expect(await worker.see(`${practice}/return`)).toContain(house)
    expect(await worker.see(`${practice}/return`)).not.toContain(receiver.org)
    expect(await worker.see(`${real}/return`)).not.toContain(house)
    expect(await worker.see(`${real}/return`)).toContain(receiver.org)
  })

  test('whatever is sent on either road, in any order, it stays one', async ({
    browser,
    db,
    network,
    worker,
  }) => {
    const id = idIn(await preparePractice(worker))
    const sent = fc.record({
      road: fc.constantFrom('/practice/returns', '/returns'),
      page: fc.constantFrom('/return', '/choice', '/agree', '/send', '/discard', ''),
      form: fc.record(
        {
          receiver: fc.constantFrom<string>(network.receiver.org, 'practice-house-the-1-A'),
          services: fc.constant('safe_housing'),
          urgency: fc.constant('urgent'),
          items: fc.constant('age_band'),
          agree_lang: fc.constant('ron'),
          answer: fc.constantFrom('given', 'refused'),
          is_practice: fc.constantFrom('false', ''),
          referral_id: fc.constant(id),
        },
        { requiredKeys: [] },
      ),
    })
    const made = await changedRows(db, () =>
      fc.assert(
        fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 6 }), async (all) => {
          for (const { road, page, form } of all) {
            const { reply } = await browser.send(`${road}/${id}${page}`, form)
            expect(reply.headers.get('location') ?? '').not.toMatch(/^\/sending\//)
          }
        }),
        { numRuns: 20 },
      ),
    )
    expect(made).toEqual({})
    const kept = db.selectFrom('page_draft').select(['is_practice', 'referral_id'])
    expect(await kept.where('id', '=', id).executeTakeFirst()).toEqual({
      is_practice: true,
      referral_id: null,
    })
  })

  test('who lies at the end of one road is refused on the other', async ({
    browser,
    network,
    origin,
    worker,
  }) => {
    const practice = await beginPractice(worker)
    const { to } = await worker.fill(await worker.see('/returns'), '/returns', {})
    const real = String(to).replace(/\/return$/, '')
    const forged = [
      [practice, network.receiver.org],
      [real, 'practice-house-the-1-A'],
    ] as const
    for (const [draft, receiver] of forged) {
      const wish = { services: 'safe_housing', urgency: 'urgent', receiver }
      await worker.fill(await worker.see(`${draft}/return`), `${draft}/return`, wish)
      const page = await worker.see(`${draft}/person`)
      const person = { heard_lang: 'ron', heard_how: 'spoken', interpreter: 'in_person' }
      await worker.fill(page, `${draft}/person`, { ...person, only_worker: 'yes' })
      const weighed = { risk_level: 'low', return_kind: 'own_choice', decision: 'yes' }
      await worker.fill(await worker.see(`${draft}/safety`), `${draft}/safety`, weighed)
      for (const page of ['agree', 'send']) {
        const { reply } = await browser.arriveAt(`${draft}/${page}`)
        expect(reply.url).toBe(`${origin}${draft}/return`)
      }
      expect(await worker.see(`${draft}/return`)).toContain('href="#receiver"')
    }
  })

  test('it is its own worker’s: a colleague does not find it', async ({ worker, visitor }) => {
    const draft = await preparePractice(worker)
    expect((await visitor('colleague').arriveAt(`${draft}/return`)).reply.status).toBe(404)
  })
})
