import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { aRefusal } from '../../test/record.ts'
import { sentTo } from '../../test/sent.ts'
import { test } from '../../test/window-test.ts'

const only = (path: string) => (href: string) => href.startsWith(path)

test('she pauses and lets go on by herself, each once, and not what an organisation paused', async ({
  node,
  ro,
  as,
  acceptedThere,
  opened,
  entered,
}) => {
  const { person, id } = await acceptedThere()
  const her = await entered(await opened(person))
  const pause = await her.act(`/pause/${id}`)
  expect([pause.reply.status, pause.reply.headers.get('location')]).toEqual([
    303,
    '/page?done=pause',
  ])
  expect((await pause.again()).reply.status).toBe(303)
  expect(await her.see('/page?done=pause')).toContain('Paused by you')

  const worker = await as('case_worker')
  expect((await worker.post(`/referrals/${id}/pause`, { by_her: false })).statusCode).toBe(200)
  expect((await her.act(`/resume/${id}`)).reply.status).toBe(303)
  const page = await her.see()
  expect(page).toContain('Paused by an organisation')
  expect(page).not.toContain('Paused by you')
  expect((await her.get(`/resume/${id}`)).reply.status).toBe(404)

  const said = (await sentTo(ro, node, id)).map(({ event }) => event)
  const hers = said.filter(({ actor }) => actor.role === 'survivor')
  expect(hers.map(({ type, actor }) => [type, actor.pseudonym])).toEqual([
    ['paused', 'A'.repeat(22)],
    ['resumed', 'A'.repeat(22)],
  ])
})

test('she stops one kind of information: the other side is told, answers, and she sees it', async ({
  node,
  ro,
  say,
  acceptedThere,
  opened,
  entered,
}) => {
  const { person, id } = await acceptedThere()
  const her = await entered(await opened(person))
  const before = (await her.offers()).filter(only('/stop/'))
  const [first = ''] = before
  const group = await her.see(first)
  expect(group).toContain('Everything else goes on.')
  const stop = await her.act(first)
  expect(stop.reply.headers.get('location')).toBe('/page?done=stop_group')
  expect((await stop.again()).reply.status).toBe(303)

  const withdrawn = (await sentTo(ro, node, id)).find(
    ({ event }) => event.type === 'consent_withdrawn',
  )
  expect(withdrawn?.event.data).toEqual({ groups: [expect.any(String)] })
  const page = await her.see()
  expect(page).toContain('has been told and has not answered yet')
  expect((await her.offers(page)).filter(only('/stop/'))).toHaveLength(before.length - 1)

  await say(ro, id, 'restricted', { data: { withdrawal: withdrawn?.event.eid } })
  expect(await her.see()).toContain('has stopped using it')
})

test('she stops everything: it ends, agreements too, and nothing is left to stop', async ({
  node,
  ro,
  db,
  acceptedThere,
  opened,
  entered,
}) => {
  const { person, id, agreement } = await acceptedThere()
  const her = await entered(await opened(person))
  const stop = await her.act('/stop')
  expect(stop.reply.headers.get('location')).toBe('/page?done=stop')
  expect((await sentTo(ro, node, id)).at(-1)?.event.type).toBe('withdrawn')
  const page = await her.see()
  expect(page).toContain('Ended.')
  expect(page).toContain('together with a worker')
  expect(await her.offers(page)).toEqual([])
  expect((await her.get('/stop')).reply.status).toBe(404)
  const events = await db
    .selectFrom('agreement_event')
    .select('kind')
    .where('agreement_id', '=', agreement as RandomId)
    .orderBy('position')
    .execute()
  expect(events.at(-1)?.kind).toBe('withdrawn')
})

test('on her way she can stop everything, and is met all the same', async ({
  db,
  as,
  plannedThere,
  opened,
  entered,
}) => {
  const { person, id } = await plannedThere()
  const left = { reaffirmed: true, phoned_in: false, leg: 1 }
  const reply = await (await as('case_worker')).post(`/referrals/${id}/depart`, left)
  expect(reply.statusCode).toBe(200)
  const her = await entered(await opened(person))
  expect(await her.see('/stop')).toContain('the people who meet you still come')
  await her.act('/stop')
  const { state } = await db
    .selectFrom('referral')
    .select('state')
    .where('id', '=', id as RandomId)
    .executeTakeFirstOrThrow()
  expect([state.status, state.disclosure, state.meeting]).toEqual(['withdrawn', 'closed', 'open'])
})

test('what she said no to is there, and more is agreed only with a worker', async ({
  as,
  network,
  acceptedThere,
  opened,
  entered,
}) => {
  const { person } = await acceptedThere()
  const worker = await as('case_worker')
  const reply = await worker.post(`/people/${person}/agreements`, aRefusal(network.receiver))
  expect(reply.statusCode).toBe(201)
  const page = await (await entered(await opened(person))).see()
  expect(page).toContain('What you said no to')
  expect(page).toContain('only together with a worker')
})
