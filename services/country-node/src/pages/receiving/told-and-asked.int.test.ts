import { expect } from 'vitest'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { test } from '../../../test/sign-in-test.ts'

test('asking again needs a reason, and is counted on the page', async ({
  visitor,
  acceptedHere,
  node,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const told = {
    told_topic: 'full_name',
    told_form: 'conversation',
    told_asked: 'yes',
    told_reusable: 'yes',
  }
  const tell = async (form: Record<string, string>) =>
    worker.fill(await worker.see(`${at}/tell`), `${at}/tell`, form)
  const unreasoned = await tell(told)
  expect(unreasoned.status).toBe(422)
  expect(unreasoned.text).toContain('Say why she was asked again.')
  expect(unreasoned.text).toMatch(/value="full_name" selected/)
  const odd = await tell({ ...told, told_form: 'volunteered' })
  expect([odd.status, odd.text]).toEqual([
    422,
    expect.stringContaining('Nobody asks for what she tells by herself'),
  ])
  const noted = await tell({ ...told, told_because: 'The paper was lost.' })
  expect(noted.to).toBe(`${at}?done=tell`)
  expect(await noted.again()).toBe(303)
  const page = await worker.see(at)
  expect(page).toContain('Asked again here, and why')
  expect(page).toContain('The paper was lost.')
  expect(page).toMatch(/Full name: told us[^<]*asked \d+ times?/)
  const lines = await node.db
    .selectFrom('telling')
    .select('topic')
    .where('referral_id', '=', id)
    .execute()
  expect(lines).toEqual([{ topic: 'full_name' }])
})

test('a question about what she has told needs a reason', async ({ visitor, acceptedHere }) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const asking = await worker.see(`${at}/ask`)
  const form = { question: 'documents', about_topic: 'full_name' }
  const refused = await worker.fill(asking, `${at}/ask`, form)
  expect([refused.status, refused.text]).toEqual([
    422,
    expect.stringContaining('Say why it must be asked'),
  ])
  const sent = await worker.fill(asking, `${at}/ask`, { ...form, ask_because: 'Two spellings.' })
  expect(sent.to).toBe(`${at}?done=ask`)
  expect(await worker.see(at)).toContain('Documents (Full name)')
})

test('what the other side asks is answered in its order, once', async ({
  visitor,
  acceptedHere,
  ro,
  say,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const early = await visitor('case_worker').arriveAt(`${at}/answer`)
  expect(early.reply.status).toBe(409)
  for (const text of ['Is there a lift?', 'Who pays the train?']) {
    const data = { question: 'other', pauses_clock: false }
    await say(ro, id, 'asked', { data, body: { text } })
  }
  expect(await worker.see(at)).toContain('Answer their question')
  const first = await worker.see(`${at}/answer`)
  expect(first).toContain('Is there a lift?')
  const asked = /name="asked" value="([^"]+)"/.exec(first)?.[1] ?? ''
  expect((await worker.fill(first, `${at}/answer`, { answer_text: 'Yes.' })).status).toBe(403)
  const empty = await worker.fill(first, `${at}/answer`, { asked })
  expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Is there a lift?')])
  const answer = { asked, answer_text: 'Yes, a small one.' }
  expect((await worker.fill(first, `${at}/answer`, answer)).to).toBe(`${at}?done=answer`)
  expect(await worker.see(at)).toContain('Yes, a small one.')
  const second = await worker.see(`${at}/answer`)
  expect(second).toContain('Who pays the train?')
  const stale = await worker.fill(second, `${at}/answer`, answer)
  expect(stale.status).toBe(409)
})
