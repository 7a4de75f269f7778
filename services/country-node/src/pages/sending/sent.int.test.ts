import { EvidenceBundle } from '@causeway/schemas/evidence'
import { expect } from 'vitest'
import { doAct, test } from '../../../test/sent-pages.ts'

test('a handover is followed, halted on her word, and taken back', async ({
  worker,
  acceptedThere,
  db,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const page = await worker.see(href)
  for (const words of [
    'Accepted',
    'Synthetic One',
    'What has happened',
    'You are the lead organisation',
    'you confirm it',
    'They cannot give: Legal aid.',
  ]) {
    expect(page).toContain(words)
  }
  const unanswered = await worker.fill(await worker.see(`${href}/pause`), `${href}/pause`, {})
  expect([unanswered.status, unanswered.text.includes('href="#by_her"')]).toEqual([422, true])

  expect(await doAct(worker, href, 'pause', { by_her: 'yes' })).toContain('Paused by her')
  const early = await worker.fill(await worker.see(`${href}/resume`), `${href}/resume`, {
    she_says_so: 'no',
  })
  expect(early.status).toBe(409)
  expect(await doAct(worker, href, 'resume', { she_says_so: 'yes' })).not.toContain('Paused by her')

  expect(await doAct(worker, href, 'recall')).toContain('Asked for back')
  const types = await db
    .selectFrom('referral_event')
    .select('type')
    .where('referral_id', '=', id as never)
    .execute()
  const once = types.filter(({ type }) => ['paused', 'resumed', 'recall_requested'].includes(type))
  expect(once).toHaveLength(3)

  expect(await doAct(worker, href, 'withdraw', { stop_what: 'all' })).toContain('Ended')
})

test('what is not possible now says why, and who could', async ({
  worker,
  visitor,
  acceptedThere,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const page = await worker.see(href)
  expect(page).toContain('Both sides sign a plan first')
  expect(page).not.toContain(`href="${href}/depart"`)
  expect(page).not.toContain(`href="${href}/card"`)

  const { text } = await visitor('intake_worker').arriveAt(href)
  expect(text).toContain('Your role does not include this. Ask: case worker and supervisor.')
  expect(text).not.toContain(`href="${href}/recall"`)
  expect(text).toContain(`href="${href}/pause"`)
})

test('a form that was overtaken is refused, and changes nothing', async ({
  worker,
  acceptedThere,
  say,
  ro,
  db,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  const stale = await worker.see(`${href}/pause`)
  await say(ro, id, 'acceptance_withdrawn', { data: { reason: 'no_capacity' } })
  const { status, text } = await worker.fill(stale, `${href}/pause`, { by_her: 'no' })
  expect([status, text.includes('transition-refused')]).toEqual([409, true])
  const paused = await db
    .selectFrom('referral_event')
    .select('type')
    .where('referral_id', '=', id as never)
    .where('type', '=', 'paused')
    .execute()
  expect(paused).toEqual([])
  expect(await worker.see(href)).toContain('Ended')
})

test('what proves what was sent is a file whose name and content say nothing of her', async ({
  worker,
  visitor,
  acceptedThere,
}) => {
  const { id } = await acceptedThere()
  const href = `/sending/${id}`
  await worker.see('/probe')
  expect(await worker.see(`${href}/evidence`)).toContain(`href="${href}/evidence.json"`)
  const who = visitor('case_worker')
  await who.arriveAt('/probe')
  const { reply, text } = await who.arriveAt(`${href}/evidence.json`)
  expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="\w{8}\.json"$/)
  expect(reply.headers.get('cache-control')).toBe('no-store')
  const { referral, events } = EvidenceBundle.parse(JSON.parse(text))
  expect([referral, events.length]).toEqual([id, 2])
  expect(text).not.toContain('Zqxvjw')
})
