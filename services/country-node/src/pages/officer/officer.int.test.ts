import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { aChain } from '../../../test/audit-chain.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { nowInSeconds } from '../../../test/peer.ts'
import { test } from '../../../test/sign-in-test.ts'
import { anOffered } from '../../../test/story.ts'
import { referenceOf } from '../handover-links.ts'

const officer = 'data_protection_officer'

describe('who saw what', () => {
  test('is found by the reference of a handover, in the reader’s words', async ({
    as,
    network,
    visitor,
  }) => {
    const { id, person } = await anOffered(await as('case_worker'), network.receiver)
    await (await as('case_worker')).get(`/people/${person}?group=identity`)
    const reader = aPageVisitor(visitor(officer))
    const asking = await reader.see('/officer/audit')
    const find = async (form: Record<string, string>) =>
      (await reader.fill(asking, '/officer/audit', form)).text

    const ofHandover = await find({ about_handover: referenceOf(id as RandomId) })
    expect(ofHandover).toContain('Sent a handover')
    expect(ofHandover).toContain('Case worker')
    expect(ofHandover).not.toContain('Read her record')
    const ofPerson = await find({ about_person: person })
    expect(ofPerson).toMatch(/Read her record[\s\S]*Who she is[\s\S]*Her care as a whole/)
    expect(await find({ about_handover: 'zzzzzzzz' })).toContain('Nothing is recorded that fits')

    const wrong = await reader.fill(asking, '/officer/audit', {
      about_person: 'Ioana',
      from_day: '2026-01-01',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Type the eight signs')
    expect(wrong.text).toContain('value="2026-01-01"')
  })

  test('goes on to older entries with the same question', async ({ owner, visitor }) => {
    const reader = aPageVisitor(visitor(officer))
    await reader.see('/officer/audit')
    await aChain(owner, 60)
    const asking = await reader.see('/officer/audit')
    const first = (await reader.fill(asking, '/officer/audit', { from_day: '2026-11-01' })).text
    const after = /name="after" value="(\d+)"/.exec(first)?.[1] ?? ''
    expect(first.match(/cw-card/g)).toHaveLength(50)
    const form = { from_day: '2026-11-01', after }
    const second = (await reader.fill(asking, '/officer/audit', form)).text
    expect(second).toContain(`no. ${Number(after) - 1} in the log`)
    expect(second).not.toContain('name="after"')
  })
})

describe('what went where', () => {
  test('is listed, drawn for one handover, and exported as a table', async ({
    as,
    network,
    visitor,
  }) => {
    const { id } = await anOffered(await as('case_worker'), network.receiver)
    const reference = referenceOf(id as RandomId)
    const reader = aPageVisitor(visitor(officer))
    const asking = await reader.see('/officer/register')
    const { text } = await reader.fill(asking, '/officer/register', { about_handover: reference })
    expect(text).toContain('What is where')
    expect(text).toMatch(/<th[^>]*>Health<\/th><td[^>]*>Is there<\/td><td[^>]*>Stays here/)
    expect(text).toMatch(/How to reach her<\/th>[^\n]*Agreed, not sent/)
    expect(text).toContain('Before the answer, without her name')
    expect(text).toMatch(/GDPR art\. 6\(1\)\([a-f]\)/)

    const exporting = await reader.see('/officer/export')
    const file = await reader.fill(exporting, '/officer/export', { from_day: '2020-01-01' })
    expect(file.status).toBe(200)
    const lines = file.text.split('\r\n')
    expect(lines[0]).toContain('"Handover","Person","From","To"')
    expect(lines.filter((line) => line.includes(`"${reference}"`))).toHaveLength(1)
  })
})

describe('the check of the log', () => {
  test('is one button; it comes again by itself until it is known', async ({
    owner,
    db,
    visitor,
  }) => {
    const who = visitor(officer)
    const reader = aPageVisitor(who)
    await reader.see('/officer/check')
    await aChain(owner, 9)
    expect(await reader.see('/')).toContain('It was never checked here')
    const page = await reader.see('/officer/check')
    const begun = await reader.fill(page, '/officer/check', {})
    expect([begun.status, begun.to]).toEqual([303, '/officer/check'])
    expect(await begun.again()).toBe(303)
    await expect.poll(() => reader.see('/officer/check')).toContain('Whole')
    const rows = await db.selectFrom('audit_check').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(await reader.see('/officer/check')).toContain(`${rows[0]?.total}:${rows[0]?.head}`)
    expect(await reader.see('/')).toContain('Nothing waits for you now')

    const at = new Date()
    const running = { ...rows[0], id: 'B'.repeat(21).concat('A'), begun_at: at, seen_at: at }
    await owner
      .insertInto('audit_check')
      .values({ ...running, entries: 4, verdict: null, ended_at: null } as never)
      .execute()
    const { reply, text } = await who.get('/officer/check')
    expect(reply.headers.get('refresh')).toBe('2; url=/officer/check?still=1')
    expect(text).toContain('<progress')
    expect(text).toContain('4 of ')
    expect(text).not.toContain('action="/officer/check"')
    await owner
      .updateTable('audit_check')
      .set({ seen_at: new Date(Date.now() - 60_000) })
      .where('verdict', 'is', null)
      .execute()
    const dead = await who.get('/officer/check')
    expect(dead.reply.headers.get('refresh')).toBeNull()
    expect(dead.text).toContain('Was interrupted')
    expect(await reader.see('/')).toContain('The last check was interrupted')
  })

  test('says where the log is broken, at the front door too', async ({ owner, visitor }) => {
    const reader = aPageVisitor(visitor(officer))
    await reader.see('/officer/check')
    await aChain(owner, 9)
    await owner.updateTable('audit').set({ entry: 'x' }).where('n', '=', 4).execute()
    const page = await reader.see('/officer/check')
    await reader.fill(page, '/officer/check', {})
    await expect.poll(() => reader.see('/officer/check')).toContain('At number 4 something')
    expect(await reader.see('/')).toContain('The log is broken at number 4')
  })
})

test('a withdrawal that nobody answers in its time waits at the front door', async ({
  ro,
  say,
  as,
  network,
  db,
  visitor,
}) => {
  const worker = await as('case_worker')
  const { id, person } = await anOffered(worker, network.receiver)
  await worker.post(`/people/${person}/withdrawal`, { groups: ['contact_safe'] })
  const reader = aPageVisitor(visitor(officer))
  const reference = referenceOf(id as RandomId)
  expect(await reader.see('/')).not.toContain(reference)
  await db
    .updateTable('deadline')
    .set({ due_at: nowInSeconds() - 1 })
    .where('kind', '=', 'withdrawal_answer')
    .where('referral_id', '=', id as RandomId)
    .execute()
  expect(await reader.see('/')).toMatch(
    new RegExp(`A withdrawal has no answer[\\s\\S]*${reference}`),
  )
  const { eid } = await db
    .selectFrom('withdrawal_message')
    .select('eid')
    .where('referral_id', '=', id as RandomId)
    .executeTakeFirstOrThrow()
  await say(ro, id, 'restricted', { data: { withdrawal: eid } })
  expect(await reader.see('/')).not.toContain(reference)
})
