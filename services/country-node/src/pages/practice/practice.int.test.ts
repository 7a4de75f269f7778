import type { RandomId } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { beginPractice, preparePractice } from '../../../test/practising.ts'
import { changedRows } from '../../../test/rows.ts'
import { test as base } from '../../../test/sign-in-test.ts'
import type { NodeContext } from '../../context.ts'
import { sweepPractice } from './end-practice.ts'
import { StageName } from './stages.ts'

type Worker = ReturnType<typeof aPageVisitor>

const test = base
  .extend('browser', ({ visitor }) => visitor('case_worker'))
  .extend('worker', ({ browser }) => aPageVisitor(browser))

const idIn = (draft: string) => draft.split('/').at(-1) as RandomId

const hoursOn = (context: NodeContext, hours: number): NodeContext => ({
  ...context,
  now: () => new Date(Date.now() + hours * 60 * 60 * 1000),
})

const send = async (worker: Worker, draft: string) =>
  (await worker.fill(await worker.see(`${draft}/send`), `${draft}/send`, {})).to

describe('a practice', () => {
  test('goes from the front door to sending, and leaves nothing anywhere', async ({
    db,
    worker,
    browser,
  }) => {
    const home = await worker.see('/')
    expect(home).toContain('href="/practice"')
    expect(home).toContain('New here?')

    const left = await changedRows(db, async () => {
      const draft = await preparePractice(worker)
      expect(await send(worker, draft)).toBe(`${draft}/sent`)
      for (const stage of StageName.options) {
        const page = await worker.see(`${draft}/${stage}`)
        expect(page).toMatch(/<title>Practice: /)
        expect(page).toContain('Practice: nobody receives this')
      }
      expect(await worker.see(`${draft}/sent`)).toMatch(/Practice receipt \w{8}/)
      expect(await worker.see(`${draft}/sent`)).toContain('72 hours')
      const last = await worker.see(`${draft}/in-care`)
      expect((await worker.fill(last, `${draft}/end`, {})).to).toBe('/practice?done=practice_ended')
    })
    expect(left).toEqual({})

    const { strong_at } = await db
      .selectFrom('session')
      .select('strong_at')
      .orderBy('begun_at', 'desc')
      .executeTakeFirstOrThrow()
    expect(strong_at).toBeNull()
    expect((await browser.get('/returns')).text).not.toContain('Linden')
  })

  test('makes nothing but the draft itself while it lasts', async ({ db, worker }) => {
    await worker.see('/practice')
    const made = await changedRows(db, async () => send(worker, await preparePractice(worker)))
    expect(made).toEqual({ page_draft: 1, data_key: 1 })
  })

  test('says on each of the four pages, and on the button, that it is one', async ({ worker }) => {
    const draft = await preparePractice(worker)
    for (const page of ['return', 'person', 'safety', 'agree', 'send']) {
      const html = await worker.see(`${draft}/${page}`)
      expect(html).toMatch(/<title>Practice: /)
      expect(html).toContain('Practice: nobody receives this')
    }
    expect(await worker.see(`${draft}/send`)).toMatch(/<button[^>]*>Send in practice: nobody/)
  })

  test('is checked as a real one is', async ({ worker }) => {
    const draft = await beginPractice(worker)
    const page = await worker.see(`${draft}/return`)
    const refused = await worker.fill(page, `${draft}/return`, { urgency: 'urgent' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('href="#receiver"')
    expect(refused.text).toMatch(/<title>Practice: Error/)
  })

  test('ends with her no without anything being kept', async ({ db, context, worker }) => {
    await worker.see('/practice')
    await sweepPractice(hoursOn(context, 25))
    const made = await changedRows(db, async () => {
      const draft = await preparePractice(worker, 'refused')
      expect(await send(worker, draft)).toBe(`${draft}/sent`)
      const page = await worker.see(`${draft}/sent`)
      expect(page).toContain('She said no')
      await worker.fill(page, `${draft}/end`, {})
    })
    expect(made).toEqual({})
  })

  test('is one at a time: beginning again destroys the one before', async ({ db, worker }) => {
    const first = await beginPractice(worker)
    const second = await beginPractice(worker)
    expect(second).not.toBe(first)
    const kept = await db.selectFrom('page_draft').select('id').where('is_practice', '=', true)
    expect(await kept.execute()).toEqual([{ id: idIn(second) }])
    const keys = db.selectFrom('data_key').select('subject_id')
    expect(await keys.where('subject_id', '=', idIn(first)).execute()).toEqual([])
  })

  test('is destroyed after a day, and no return that somebody prepares', async ({
    db,
    context,
    worker,
  }) => {
    const practice = idIn(await beginPractice(worker))
    const { to } = await worker.fill(await worker.see('/returns'), '/returns', {})
    const real = String(to).split('/')[2] as RandomId
    const left = async () => {
      const drafts = db.selectFrom('page_draft').select('id').where('id', 'in', [practice, real])
      return (await drafts.execute()).map(({ id }) => id)
    }
    await sweepPractice(hoursOn(context, 23))
    expect(await left()).toContain(practice)
    await sweepPractice(hoursOn(context, 25))
    expect(await left()).toEqual([real])
    const { rows } = await sql`select 1 from data_key where subject_id = ${practice}`.execute(db)
    expect(rows).toEqual([])
  })
})
