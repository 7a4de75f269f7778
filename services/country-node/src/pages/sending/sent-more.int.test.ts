import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { packetsTo } from '../../../test/sent.ts'
import { test as base, hiddenIn } from '../../../test/sent-pages.ts'
import { react } from '../../referrals/react.ts'

/** A handover whose full information has gone: all that she agreed to, and not her health. */
const test = base.extend('packetSent', ({ acceptedThere, node }) => async () => {
  const { id, agreement } = await acceptedThere()
  await react(node, { wake: () => {} }, id as RandomId)
  return { id, agreement, href: `/sending/${id}` }
})

const choice = (...items: string[]) => [
  ...items.map((item) => ['more_items', item]),
  ['more_because', 'the doctor there asks'],
  ['agree_lang', 'ron'],
]

test('one thing more goes when she has been asked, and not when she says no', async ({
  worker,
  packetSent,
  ro,
  node,
}) => {
  const { id, href } = await packetSent()
  await worker.see('/probe')
  const page = await worker.see(`${href}/more`)
  expect(page).toContain('Ask her first')
  expect(page).toContain('value="health_conditions"')

  const none = await worker.fill(page, `${href}/more`, [['agree_lang', 'ron']])
  expect([none.status, none.text.includes('href="#more_items"')]).toEqual([422, true])
  const foreign = await worker.fill(page, `${href}/more`, choice('full_account'))
  expect([foreign.status, foreign.text.includes('href="#more_items"')]).toEqual([422, true])

  const asked = await worker.fill(page, `${href}/more`, choice('health_conditions'))
  expect([asked.status, asked.text.includes('synthetic condition')]).toEqual([200, true])
  const said = {
    more_items: hiddenIn(asked.text, 'more_items'),
    more_because: hiddenIn(asked.text, 'more_because'),
    agree_lang: hiddenIn(asked.text, 'agree_lang'),
  }
  const silent = await worker.fill(asked.text, `${href}/more-ask`, said)
  expect([silent.status, silent.text.includes('href="#more_answer"')]).toEqual([422, true])

  const how = { agree_how: 'read_together', agree_interpreter: 'in_person' }
  const no = await worker.fill(asked.text, `${href}/more-ask`, {
    ...said,
    ...how,
    more_answer: 'refused',
  })
  expect([no.status, no.to]).toEqual([303, `${href}?done=send_more_no`])
  const sent = () => packetsTo(ro, node, id)
  const before = await sent()
  expect(before.flatMap(({ codes }) => codes)).not.toContain('health_conditions')

  const again = await worker.fill(
    await worker.see(`${href}/more`),
    `${href}/more`,
    choice('health_conditions'),
  )
  const yes = await worker.fill(again.text, `${href}/more-ask`, {
    ...said,
    ...how,
    more_answer: 'given',
  })
  expect([yes.status, yes.to]).toEqual([303, `${href}?done=send_more`])
  expect(await yes.again()).toBe(303)
  const after = await sent()
  expect(after).toHaveLength(before.length + 1)
  expect(after.at(-1)?.codes).toContain('health_conditions')
  const agreements = await node.db.selectFrom('agreement').select('items').execute()
  const about = agreements.filter(({ items }) => items.includes('health_conditions'))
  expect(about).toHaveLength(2)
  expect(await worker.see(`${href}/more`)).toContain('They have it already')
})

test('what was wrong is put right here and there, and something new stays here', async ({
  worker,
  packetSent,
  ro,
  node,
}) => {
  const { id, href } = await packetSent()
  await worker.see('/probe')
  await worker.see(`${href}/correct`)
  const path = `${href}/correct/medication`
  const page = await worker.see(path)
  expect(page).toContain('stays here until she wants it to go')
  const because = { more_because: 'she told it by herself' }
  expect(page).not.toContain('name="more_because"')
  const empty = await worker.fill(page, path, {})
  expect([empty.status, empty.text.includes('href="#medication"')]).toEqual([422, true])
  const both = await worker.fill(page, path, [
    ['medication', 'one a day'],
    ['medication_none', 'unknown'],
  ])
  expect(both.status).toBe(422)
  const before = await packetsTo(ro, node, id)
  const written = await worker.fill(page, path, { medication: 'one a day' })
  expect([written.status, written.to]).toEqual([303, `${href}/more?done=send_written`])
  expect(await packetsTo(ro, node, id)).toHaveLength(before.length)
  expect(await worker.see(`${href}/more`)).toContain('value="medication"')

  const child = await worker.fill(
    await worker.see(`${href}/correct/age_band`),
    `${href}/correct/age_band`,
    { age_band: 'from_9_to_17', ...because },
  )
  expect([child.status, child.text.includes('href="#age_band"')]).toEqual([422, true])
})

test('a correction of what they hold goes to them, once', async ({
  worker,
  packetSent,
  ro,
  node,
}) => {
  const { id, href } = await packetSent()
  await worker.see('/probe')
  const path = `${href}/correct/full_name`
  const page = await worker.see(path)
  const silent = await worker.fill(page, path, { full_name: 'Synthetic Corrected' })
  expect([silent.status, silent.text.includes('href="#more_because"')]).toEqual([422, true])
  for (const words of ['Synthetic Zqxvjw', 'They get it as you write it now']) {
    expect(page).toContain(words)
  }
  const before = await packetsTo(ro, node, id)
  const form = { full_name: 'Synthetic Corrected', more_because: 'a letter was wrong' }
  const done = await worker.fill(page, path, form)
  expect([done.status, done.to]).toEqual([303, `${href}?done=send_correct`])
  expect(await done.again()).toBe(303)
  const after = await packetsTo(ro, node, id)
  expect(after).toHaveLength(before.length + 1)
  const values = after.at(-1)?.shown.flatMap(({ items }) => items.map(({ v }) => v))
  expect(values).toContain('Synthetic Corrected')
})

test('while it is paused nothing more goes, and the page says why', async ({
  worker,
  packetSent,
  ro,
  node,
}) => {
  const { id, href } = await packetSent()
  await worker.see('/probe')
  const page = await worker.see(`${href}/correct/full_name`)
  await worker.fill(await worker.see(`${href}/pause`), `${href}/pause`, { by_her: 'yes' })
  expect(await worker.see(href)).toContain('if she asked for the pause, only she can')
  const before = await packetsTo(ro, node, id)
  const form = { full_name: 'Synthetic Late', more_because: 'a letter was wrong' }
  const late = await worker.fill(page, `${href}/correct/full_name`, form)
  expect(late.status).toBe(409)
  expect(await worker.see(`${href}/correct/full_name`)).not.toContain('Synthetic Late')
  expect(await packetsTo(ro, node, id)).toHaveLength(before.length)
})

test('what she does not agree to any more is not put right there, nor written down as if it were', async ({
  worker,
  packetSent,
  as,
  ro,
  node,
}) => {
  const { id, href, agreement } = await packetSent()
  await worker.see('/probe')
  const path = `${href}/correct/full_name`
  const page = await worker.see(path)
  const ended = { reason: 'duress_doubt' }
  const reply = await (await as('case_worker')).post(`/agreements/${agreement}/invalidate`, ended)
  expect(reply.statusCode).toBe(200)
  const before = await packetsTo(ro, node, id)
  const form = { full_name: 'Synthetic Late', more_because: 'a letter was wrong' }
  expect((await worker.fill(page, path, form)).status).toBe(409)
  expect(await worker.see(path)).not.toContain('Synthetic Late')
  expect(await packetsTo(ro, node, id)).toHaveLength(before.length)
})
