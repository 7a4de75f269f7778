import { expect } from 'vitest'
import { test } from '../../../test/sent-pages.ts'

test('a draft is thrown away after asking, with its key, and only its own', async ({
  worker,
  visitor,
  db,
}) => {
  const begin = async () => {
    const list = await worker.see('/returns')
    return String((await worker.fill(list, '/returns', {})).to).split('/')[2] ?? ''
  }
  const [kept, gone] = [await begin(), await begin()]
  const path = `/returns/${gone}/discard`
  expect(await worker.see('/returns')).toContain(`href="${path}"`)

  const { reply } = await visitor('colleague').arriveAt(path)
  expect(reply.status).toBe(404)

  const page = await worker.see(path)
  const done = await worker.fill(page, path, {})
  expect([done.status, done.to]).toEqual([303, '/returns?done=send_discard'])
  expect(await done.again()).toBe(303)
  const list = await worker.see('/returns')
  expect([list.includes(gone), list.includes(kept)]).toEqual([false, true])
  const keys = await db
    .selectFrom('data_key')
    .select('subject_id')
    .where('subject_id', 'in', [kept, gone] as never)
    .execute()
  expect(keys).toEqual([{ subject_id: kept }])
})

test('what is being sent is not thrown away', async ({ worker, db }) => {
  const list = await worker.see('/returns')
  const id = String((await worker.fill(list, '/returns', {})).to).split('/')[2] ?? ''
  const page = await worker.see(`/returns/${id}/discard`)
  await db
    .updateTable('page_draft')
    .set({ sending_at: new Date() })
    .where('id', '=', id as never)
    .execute()
  const done = await worker.fill(page, `/returns/${id}/discard`, {})
  expect(done.status).toBe(409)
  const rows = await db
    .selectFrom('page_draft')
    .select('id')
    .where('id', '=', id as never)
    .execute()
  expect(rows).toHaveLength(1)
})
