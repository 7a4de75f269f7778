import { expect } from 'vitest'
import { doAct, hiddenIn, test } from '../../../test/sent-pages.ts'

test('she stops a part, is told who has confirmed, and takes it back with a worker', async ({
  worker,
  visitor,
  acceptedThere,
  db,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const page = await worker.see(`${href}/withdraw`)
  const wrong: [string[][], string][] = [
    [[['stop_what', 'some']], 'stop_groups'],
    [
      [
        ['stop_what', 'all'],
        ['stop_groups', 'identity'],
      ],
      'stop_groups',
    ],
    [[], 'stop_what'],
  ]
  for (const [form, field] of wrong) {
    const { status, text } = await worker.fill(page, `${href}/withdraw`, form)
    expect([status, text.includes(`href="#${field}"`)]).toEqual([422, true])
  }

  const part = [
    ['stop_what', 'some'],
    ['stop_groups', 'identity'],
  ]
  const stopped = await doAct(worker, href, 'withdraw', part)
  for (const words of ['Not to be used', 'Who she is, since', 'No confirmation yet', 'Accepted']) {
    expect(stopped).toContain(words)
  }
  const stops = await worker.see(`${href}/stops`)
  expect(stops).toContain('Who she is, since')

  const duty = await visitor('duty_worker').arriveAt(href)
  expect(duty.text).toContain('Your role does not include this. Ask: case worker and supervisor.')

  const undo = await worker.see(`${href}/undo`)
  const withdrawal = /name="withdrawal"[^>]*value="([^"]*)"/.exec(undo)?.[1] ?? ''
  const alone = await worker.fill(undo, `${href}/undo`, { withdrawal })
  expect([alone.status, alone.text.includes('href="#says_so"')]).toEqual([422, true])
  const undone = await doAct(worker, href, 'undo', { withdrawal, says_so: 'yes' })
  expect(undone).not.toContain('Not to be used')
  expect(undone).toContain('Taken back')

  const old = new Date(Date.now() - 8 * 24 * 3600 * 1000)
  await doAct(worker, href, 'withdraw', part)
  await db
    .updateTable('restriction')
    .set({ at: old })
    .where('referral_id', '=', id as never)
    .where('undone_at', 'is', null)
    .execute()
  expect(await worker.see(href)).toContain('The seven days are over')
})

test('an unknown stop is not taken back', async ({ worker, acceptedThere }) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const page = await worker.see(`${href}/undo`)
  const done = await worker.fill(page, `${href}/undo`, {
    withdrawal: 'A'.repeat(22),
    says_so: 'yes',
  })
  expect(done.status).toBe(404)
  expect(hiddenIn(page, 'withdrawal')).toBe('')
})
