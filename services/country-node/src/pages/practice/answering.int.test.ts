import { expect } from 'vitest'
import { filledForm } from '../../../test/filled-form.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { changedRows } from '../../../test/rows.ts'
import { test as base } from '../../../test/sign-in-test.ts'

const test = base.extend('worker', ({ visitor }) => aPageVisitor(visitor('intake_worker')))
type Worker = ReturnType<typeof aPageVisitor>

const OFFER = '/practice/offer'

/** Adds to what the page's form holds, sends it, and gives the answer. */
async function send(worker: Worker, page: string, path: string, added: string[][]) {
  const html = await worker.see(page)
  expect(html).toMatch(/<title>Practice: /)
  return worker.fill(html, path, [...filledForm(html, path), ...added])
}

test('a handover that nobody sent is answered, met, and leaves nothing', async ({ db, worker }) => {
  await worker.see('/practice')
  const made = await changedRows(db, async () => {
    expect(await worker.see('/practice/inbox')).toContain(`href="${OFFER}"`)
    expect(await worker.see(OFFER)).toContain('Can you receive her?')

    const yes = [['accept_services', 'safe_housing']]
    const accepted = await send(worker, `${OFFER}/accept`, `${OFFER}/accept`, yes)
    expect(accepted.to).toBe(`${OFFER}/accepted?done=practice_accept`)
    const page = await worker.see(String(accepted.to))
    const told = page.indexOf('please do not ask again')
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThan(page.indexOf('How to reach her safely'))
    expect(page.indexOf('How to reach her safely')).toBeLessThan(page.indexOf('Vera Madeup'))

    const signed = await send(worker, `${OFFER}/plan`, `${OFFER}/plan`, [['risk_here', 'low']])
    expect(signed.to).toBe(`${OFFER}/meet?done=practice_plan`)
    const matched = (pin: string) =>
      send(worker, String(signed.to), `${OFFER}/accepted/met`, [
        ['met_words', 'matched'],
        ['pin', pin],
      ])
    const wrong = await matched('1234')
    expect([wrong.status, wrong.text.includes('href="#pin"')]).toEqual([422, true])
    expect((await matched('4711')).to).toBe(`${OFFER}/over?done=practice_met`)
    await worker.see(`${OFFER}/over`)
  })
  expect(made).toEqual({})
})

test('a question, a no and an alarm lead on as well, and leave nothing', async ({ db, worker }) => {
  await worker.see('/practice')
  const made = await changedRows(db, async () => {
    const asked = await send(worker, `${OFFER}/ask`, `${OFFER}/ask`, [['question', 'documents']])
    expect(asked.to).toBe(`${OFFER}?done=practice_ask`)
    const no = [['decline_reason', 'no_capacity']]
    const declined = await send(worker, `${OFFER}/decline`, `${OFFER}/decline`, no)
    expect(declined.to).toBe('/practice?done=practice_decline')
    const missed = [['searched', 'yes']]
    const alarm = await send(worker, `${OFFER}/meet`, `${OFFER}/accepted/not-met`, missed)
    expect(alarm.to).toBe(`${OFFER}/missed`)
    expect(await worker.see(`${OFFER}/missed`)).toContain('nobody is alarmed')
  })
  expect(made).toEqual({})
})

test('an answer is checked as a real one is', async ({ worker }) => {
  for (const form of ['accept', 'ask', 'decline', 'plan']) {
    const { status } = await worker.fill(
      await worker.see(`${OFFER}/${form}`),
      `${OFFER}/${form}`,
      {},
    )
    expect([form, status]).toEqual([form, 422])
  }
  const { status } = await worker.fill(
    await worker.see(`${OFFER}/meet`),
    `${OFFER}/accepted/met`,
    {},
  )
  expect(status).toBe(422)
})
