import { expect } from 'vitest'
import { test } from '../../../test/sent-pages.ts'

test('a question is chosen, and asks her again only with a reason', async ({
  worker,
  acceptedThere,
  say,
  ro,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const path = `${href}/questions`
  const page = await worker.see(path)
  expect(page).toContain('Already told: please do not ask her again')
  expect(page).toContain('Health')

  const wrong: [Record<string, string>, string][] = [
    [{}, 'ask_code'],
    [{ ask_code: 'other' }, 'ask_text'],
    [{ ask_code: 'nothing' }, 'ask_code'],
    [{ ask_code: 'medical_needs', ask_topic: 'health_conditions' }, 'again_because'],
  ]
  for (const [form, field] of wrong) {
    const { status, text } = await worker.fill(page, path, form)
    expect([field, status, text.includes(`href="#${field}"`)]).toEqual([field, 422, true])
  }
  const words = await worker.fill(page, path, { ask_text: 'Is there a lift?' })
  expect([words.status, words.to, await words.again()]).toEqual([
    303,
    `${path}?done=send_asked`,
    303,
  ])
  const again = await worker.fill(await worker.see(path), path, {
    ask_code: 'medical_needs',
    ask_topic: 'health_conditions',
    again_because: 'the doctor needs the dose',
  })
  expect(again.status).toBe(303)
  const asked = await worker.see(path)
  for (const it of ['Is there a lift?', 'Medical needs (Health)', 'the doctor needs the dose']) {
    expect(asked).toContain(it)
  }

  const theirs = { data: { question: 'other', pauses_clock: false }, body: { text: 'A coat?' } }
  await say(ro, id, 'asked', theirs)
  const open = await worker.see(path)
  const question = /name="asked" value="([^"]*)"/.exec(open)?.[1] ?? ''
  const empty = await worker.fill(open, `${href}/answer`, { asked: question })
  expect([empty.status, empty.text.includes('href="#answer_text"')]).toEqual([422, true])
  const answer = { asked: question, answer_text: 'Yes, a red one' }
  const answered = await worker.fill(open, `${href}/answer`, answer)
  expect([answered.status, await answered.again()]).toEqual([303, 303])
  const late = await worker.fill(await worker.see(path), path, { ask_text: 'And shoes?' })
  expect(late.status).toBe(303)
  expect(await worker.see(path)).toContain('Yes, a red one')
})

test('whoever only follows sees no list of what she told', async ({ visitor, acceptedThere }) => {
  const { id } = await acceptedThere()
  const { text } = await visitor('intake_worker').arriveAt(`/sending/${id}/questions`)
  expect(text).toContain('Ask them')
  expect(text).not.toContain('times asked')
})
