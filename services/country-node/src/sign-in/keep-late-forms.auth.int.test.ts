import { FORM_TOKEN } from '@causeway/page-kit'
import { type Kysely, sql } from 'kysely'
import { beforeEach, describe, expect } from 'vitest'
import { test } from '../../test/sign-in-test.ts'
import type { Visitor } from '../../test/visitor.ts'
import type { Database } from '../database/schema.ts'
import { forgetKept } from './keep-form.ts'

const MINUTE = 60_000
const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'
const MARK = 'Zqxvjw'
const typed = { note: MARK, places: 'one' }

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

const fromPage = ({ url: { origin } }: { url: URL }, path: string) => {
  const referer = `${origin}${path}`
  return { accept: 'text/html', origin, 'sec-fetch-site': 'same-origin', referer }
}

/** Somebody with a form open, and a way to send it as their browser does. */
async function withForm(visit: (path: string) => Promise<{ url: URL }>, who: Visitor) {
  const page = await visit('/probe')
  const form = { key, [FORM_TOKEN]: await who.formToken(), ...typed }
  return (path: string, changes: Record<string, string> = {}) =>
    who.post(path, { ...form, ...changes }, fromPage(page, '/probe'))
}

/** So many minutes pass for all sessions, and for nobody's token. */
const age = (db: Kysely<Database>, minutes: number) =>
  sql`update session set seen_at = seen_at - make_interval(mins => ${minutes}),
    strong_at = strong_at - make_interval(mins => ${minutes})`.execute(db)

const keptAt = async (who: Visitor, path = '/probe?kept=1') =>
  JSON.parse((await who.arriveAt(path)).text).kept

describe('a form that is sent when the session is over', () => {
  test('is kept for who typed it, and nothing of what it asks is done', async ({
    visitor,
    clock,
    db,
  }) => {
    const worker = visitor('case_worker')
    const send = await withForm((path) => worker.arriveAt(path), worker)
    clock.offset = 15 * MINUTE
    const { reply, text } = await send('/probe')
    const to = '/sign-in?to=%2Fprobe%3Fkept%3D1'
    expect([reply.status, reply.headers.get('location'), text]).toEqual([303, to, ''])
    const rows = await db.selectFrom('kept_form').selectAll().execute()
    expect(rows).toMatchObject([{ path: '/probe' }])
    expect(rows[0]?.sealed.includes(MARK)).toBe(false)

    expect(await keptAt(worker)).toEqual(typed)
    expect(await keptAt(worker, '/probe')).toBeUndefined()
    expect((await worker.get('/probe/sending?kept=1')).text).not.toContain(MARK)
  })

  test('is shown to nobody else, not even in the same browser', async ({ visitor, clock }) => {
    const worker = visitor('case_worker')
    const send = await withForm((path) => worker.arriveAt(path), worker)
    clock.offset = 15 * MINUTE
    await send('/probe')
    for (const name of ['supervisor', 'neighbour']) {
      const other = visitor(name)
      other.useCookie(worker.cookie() ?? '')
      expect(await keptAt(other)).toBeUndefined()
    }
  })

  test('is gone half an hour later, with the key that opens it', async ({
    visitor,
    clock,
    context,
    db,
  }) => {
    const worker = visitor('case_worker')
    const send = await withForm((path) => worker.arriveAt(path), worker)
    clock.offset = 15 * MINUTE
    await send('/probe')
    const keys = () =>
      db.selectFrom('data_key').select('subject_id').where('category', '=', 'kept_form').execute()
    const before = await keys()
    clock.offset = 45 * MINUTE
    expect(await keptAt(worker)).toBeUndefined()
    await forgetKept(context)
    expect(await db.selectFrom('kept_form').select('id').execute()).toEqual([])
    expect([before.length > 0, await keys()]).toEqual([true, []])
  })

  test.for([
    ['carries another token', 15, { [FORM_TOKEN]: 'A'.repeat(22) }, 403],
    ['comes more than half an hour late', 45, {}, 401],
  ] as const)(
    'is refused when it %s',
    async ([, minutes, changes, status], { visitor, clock, db }) => {
      await db.deleteFrom('kept_form').execute()
      const worker = visitor('case_worker')
      const send = await withForm((path) => worker.arriveAt(path), worker)
      clock.offset = minutes * MINUTE
      const { reply, text } = await send('/probe', changes)
      expect([reply.status, text.includes(MARK)]).toEqual([status, false])
      expect(await db.selectFrom('kept_form').select('id').execute()).toEqual([])
    },
  )

  test('is refused after signing out: that was meant', async ({ visitor, db }) => {
    await db.deleteFrom('kept_form').execute()
    const worker = visitor('case_worker')
    const send = await withForm((path) => worker.arriveAt(path), worker)
    const cookie = worker.cookie() ?? ''
    await worker.send('/sign-out')
    worker.useCookie(cookie)
    expect((await send('/probe')).reply.status).toBe(401)
    expect(await db.selectFrom('kept_form').select('id').execute()).toEqual([])
  })
})

test('a form in another tab can still be sent by who has signed in again', async ({
  visitor,
  db,
}) => {
  const worker = visitor('case_worker')
  const send = await withForm((path) => worker.arriveAt(path), worker)
  await age(db, 20)
  await worker.arriveAt('/probe')
  expect(JSON.parse((await send('/probe')).text)).toEqual({ form: { key, ...typed } })
})

test('somebody else in the same browser gets another token', async ({ visitor, db }) => {
  const worker = visitor('case_worker')
  await worker.arriveAt('/probe')
  const [token, cookie] = [await worker.formToken(), worker.cookie() ?? '']
  await age(db, 20)
  const other = visitor('supervisor')
  other.useCookie(cookie)
  await other.arriveAt('/probe')
  expect(await other.formToken()).not.toBe(token)
})

test('a page that ends leaves what was typed, before and shortly after the end', async ({
  visitor,
  clock,
}) => {
  const worker = visitor('case_worker')
  const send = await withForm((path) => worker.arriveAt(path), worker)
  const statuses: number[] = []
  for (const minutes of [14, 16, 44, 45]) {
    clock.offset = minutes * MINUTE
    statuses.push((await send('/sign-in/keep')).reply.status)
  }
  expect(statuses).toEqual([204, 204, 204, 401])
  clock.offset = 14 * MINUTE
  expect(await keptAt(worker)).toEqual(typed)
})

test('a form for which the second factor is too old is kept until it was given again', async ({
  visitor,
  db,
}) => {
  const worker = visitor('case_worker')
  await worker.arriveAt('/probe')
  const page = await worker.arriveAt('/probe/sending')
  const form = { key, [FORM_TOKEN]: await worker.formToken(), ...typed }
  for (let minutes = 0; minutes < 61; minutes += 10) {
    await age(db, 10)
    await worker.get('/probe')
  }
  const { reply } = await worker.post('/probe/sending', form, fromPage(page, '/probe/sending'))
  const to = reply.headers.get('location') ?? ''
  expect([reply.status, to]).toEqual([303, '/sign-in/confirm?to=%2Fprobe%2Fsending%3Fkept%3D1'])
  expect(await keptAt(worker, '/probe/sending?kept=1')).toEqual(typed)
})
