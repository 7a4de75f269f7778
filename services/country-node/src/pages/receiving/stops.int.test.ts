import { expect } from 'vitest'
import { MARK } from '../../../test/offers.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { test } from '../../../test/sign-in-test.ts'
import { destroyDue } from '../../stops/destroy-due.ts'

const DAY = 86_400_000

test('a handover that is asked back ends when we agree, and its page says what is gone', async ({
  visitor,
  acceptedHere,
  ro,
  say,
  node,
  context,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const early = await visitor('case_worker').arriveAt(`${at}/recall`)
  expect(early.reply.status).toBe(409)
  await say(ro, id, 'recall_requested')
  expect(await worker.see(at)).toContain('It ends only when you agree.')
  const page = await worker.see(`${at}/recall`)
  const agreed = await worker.fill(page, `${at}/recall`, {})
  expect(agreed.to).toBe(`${at}?done=recall`)
  expect(await agreed.again()).toBe(303)

  const over = await worker.see(at)
  expect(over).toContain('The other side has taken it back')
  expect(over).toContain('is destroyed here by')
  expect(over).not.toContain(MARK)
  const past = new Date(node.now().getTime() - DAY)
  await node.db
    .updateTable('destruction')
    .set({ due_at: past })
    .where('referral_id', '=', id)
    .execute()
  await destroyDue(context)
  const gone = await worker.see(at)
  expect(gone).toContain('was destroyed here on')
  expect(gone).not.toContain('is destroyed here by')
})

test('what she takes back on the other side is said, closed and answered', async ({
  visitor,
  acceptedHere,
  ro,
  say,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  expect(await worker.see(at)).toContain(MARK)
  await say(ro, id, 'consent_withdrawn', { data: {} })
  const page = await worker.see(at)
  expect(page).toContain('She has taken something back')
  expect(page).toContain('Stop using it at once')
  expect(page).toMatch(/The other side has your answer|Your answer goes by itself/)
  expect(page).not.toContain(MARK)
})

test('her stop is recorded here without a reason, and she can take it back with us', async ({
  visitor,
  acceptedHere,
}) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const duty = aPageVisitor(visitor('duty_worker'))
  const page = await duty.see(`${at}/withdraw`)
  const none = await duty.fill(page, `${at}/withdraw`, { taken_back: 'some' })
  expect([none.status, none.text]).toEqual([
    422,
    expect.stringContaining('Choose what she takes back'),
  ])
  const some = [
    ['taken_back', 'some'],
    ['taken_groups', 'identity'],
    ['taken_groups', 'health'],
  ]
  expect((await duty.fill(page, `${at}/withdraw`, some)).to).toBe(`${at}?done=withdraw`)

  const worker = aPageVisitor(visitor('case_worker'))
  const closed = await worker.see(at)
  expect(closed).toContain('Who she is, Health')
  expect(closed).toContain('Nothing is destroyed by this.')
  expect(closed).not.toContain(MARK)
  const undoing = await worker.see(`${at}/undo`)
  const withdrawal = /name="withdrawal" value="([^"]+)"/.exec(undoing)?.[1] ?? ''
  expect((await worker.fill(undoing, `${at}/undo`, { withdrawal })).status).toBe(422)
  const undone = await worker.fill(undoing, `${at}/undo`, { withdrawal, with_her: 'yes' })
  expect(undone.to).toBe(`${at}?done=undo`)
  const open = await worker.see(at)
  expect(open).toContain('She wants it to be used again.')
  expect(open).toContain(MARK)
})

test('a pause of hers goes on only on her word', async ({ visitor, acceptedHere }) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  expect((await visitor('case_worker').arriveAt(`${at}/resume`)).reply.status).toBe(409)
  const pausing = await worker.see(`${at}/pause`)
  expect((await worker.fill(pausing, `${at}/pause`, {})).status).toBe(422)
  const paused = await worker.fill(pausing, `${at}/pause`, { paused_by: 'her' })
  expect(paused.to).toBe(`${at}?done=pause`)
  expect(await worker.see(at)).toContain('She has paused this.')
  const resuming = await worker.see(`${at}/resume`)
  const alone = await worker.fill(resuming, `${at}/resume`, {})
  expect([alone.status, alone.text]).toEqual([
    422,
    expect.stringContaining('it goes on when she says so.'),
  ])
  const resumed = await worker.fill(resuming, `${at}/resume`, { on_her_word: 'yes' })
  expect(resumed.to).toBe(`${at}?done=resume`)
  expect(await worker.see(at)).not.toContain('She has paused this.')
})

test('who came before any plan is met without words', async ({ visitor, acceptedHere }) => {
  const { id } = await acceptedHere()
  const at = `/receiving/${id}`
  const worker = aPageVisitor(visitor('case_worker'))
  const page = await worker.see(`${at}/here`)
  expect((await worker.fill(page, `${at}/here`, { here_kind: 'by_plan' })).status).toBe(422)
  const here = await worker.fill(page, `${at}/here`, { here_kind: 'already_there' })
  expect(here.to).toBe(`${at}?done=here`)
  expect(await worker.see(at)).toContain('She is in our care')
  expect((await visitor('case_worker').arriveAt(`${at}/here`)).reply.status).toBe(409)
})
