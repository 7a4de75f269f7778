import type { RandomId } from '@causeway/schemas/wire'
import { expect } from 'vitest'
import { test as base, DURESS_PIN, PIN } from '../../test/window-test.ts'
import type { WindowVisitor } from '../../test/window-visitor.ts'
import { reactAll } from '../referrals/react.ts'
import { followDuress, followDuressDue } from './follow-duress.ts'

/** A page without what is random on it, or a time of day. */
const plain = (text: string): string =>
  text
    .replace(/nonce="[^"]*"/g, 'nonce')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'key')
    .replace(/(?<=[/">])[\w-]{43}(?=")|(?<=[/"])[\w-]{22}(?=")/g, 'id')
    .replace(/\d\d:\d\d/g, 'time')

/** All that a browser is told of an answer, the lengths of what is random in it included. */
const answer = ({ reply, text }: { reply: Response; text: string }) => ({
  status: reply.status,
  headers: [...reply.headers]
    .filter(([name]) => name !== 'date')
    .map(([name, value]) => [name, plain(value).replace(/[\w+/-]{43}|[\w+/]{22}==/g, 'random')]),
  text: plain(text),
})

const test = base
  .extend('quiet', { scope: 'file' }, () => ({ wake: () => {} }))
  /** Accepted there, and all that follows by itself has followed. */
  .extend('settled', { scope: 'file' }, ({ node, quiet, acceptedThere }) => async () => {
    const told = await acceptedThere()
    await reactAll(node, quiet, [told.id as RandomId])
    return told
  })
  .extend('pausesOf', { scope: 'file' }, ({ db }) => async (id: string) => {
    const rows = await db
      .selectFrom('referral_event')
      .select('jws')
      .where('referral_id', '=', id as RandomId)
      .where('type', '=', 'paused')
      .execute()
    return rows.length
  })
  .extend(
    'windowOf',
    { scope: 'file' },
    ({ db }) =>
      (person: string) =>
        db
          .selectFrom('survivor_window')
          .selectAll()
          .where('person_id', '=', person as RandomId)
          .orderBy('opened_at', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow(),
  )

/** Everything that somebody can click, one after the other, and what each answer was. */
async function walk(her: WindowVisitor): Promise<object[]> {
  const said: object[] = []
  const note = (visit: { reply: Response; text: string }) => said.push(answer(visit))
  note(await her.get('/page'))
  for (const kind of ['/pause', '/resume', '/stop/', '/stop']) {
    const href = (await her.offers()).find((it) => it.startsWith(kind)) ?? ''
    note(await her.get(href))
    const act = await her.act(href)
    note(act)
    note(await her.get(act.reply.headers.get('location') ?? ''))
    note(await act.again())
    note(await her.get(kind === '/pause' ? href : '/stop/AAAAAAAAAAAAAAAAAAAAAA'))
  }
  note(await her.post('/language', { form_token: 'x', language: 'de', back: '/page' }))
  note(await her.post('/exit', {}))
  return said
}

test('nothing that a browser is told tells the PIN for danger from hers', async ({
  settled,
  opened,
  atDoor,
}) => {
  const walks: object[][] = []
  for (const pin of [PIN, DURESS_PIN]) {
    const { person } = await settled()
    const code = await opened(person)
    const her = atDoor()
    const door = answer(await her.tryDoor(code, pin))
    walks.push([door, ...(await walk(her))])
  }
  const [hers, duress] = walks
  expect(hers?.length).toBeGreaterThan(20)
  expect(duress).toEqual(hers)
})

test('it pauses what goes on, alarms who leads on safety, and does nothing that is clicked', async ({
  db,
  node,
  quiet,
  acceptedThere,
  opened,
  entered,
  pausesOf,
  windowOf,
}) => {
  const { person, id, agreement } = await acceptedThere()
  const code = await opened(person)
  const her = await entered(code, DURESS_PIN)
  await expect.poll(() => pausesOf(id), { timeout: 20_000 }).toBe(1)
  await expect
    .poll(async () => (await windowOf(person)).duress_done_at, { timeout: 20_000 })
    .not.toBeNull()

  const rung = await db
    .selectFrom('alarm')
    .innerJoin('alarm_rung', 'alarm_rung.alarm_id', 'alarm.id')
    .select(['kind', 'role', 'acknowledged_at', 'ended_at'])
    .where('referral_id', '=', id as RandomId)
    .execute()
  expect(rung).toEqual([
    { kind: 'duress', role: 'supervisor', acknowledged_at: null, ended_at: null },
  ])
  const told = await db
    .selectFrom('notification')
    .select(['role', 'kind'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  expect(told).toEqual({ role: 'supervisor', kind: 'item_waiting' })

  for (const path of [`/pause/${id}`, '/stop']) {
    expect((await her.act(path)).reply.status).toBe(303)
  }
  expect(await her.see()).toContain('Ended.')
  expect(await pausesOf(id)).toBe(1)
  const taken = db
    .selectFrom('withdrawal')
    .select('id')
    .where('person_id', '=', person as RandomId)
  expect(await taken.execute()).toEqual([])
  const ended = db
    .selectFrom('agreement_event')
    .select('kind')
    .where('agreement_id', '=', agreement as RandomId)
  expect((await ended.execute()).map(({ kind }) => kind)).toEqual(['requested', 'given'])

  const again = await entered(code, DURESS_PIN)
  expect(await again.see()).toContain('Ended.')
  const truly = await (await entered(code, PIN)).see()
  expect(truly).toContain('Paused by you')
  expect(truly).not.toContain('Ended.')
  await followDuressDue(node, quiet)
  await followDuress(node, quiet, (await windowOf(person)).id)
  expect(await pausesOf(id)).toBe(1)
})

test('what a crash kept from being done is done by the next sweep', async ({
  db,
  node,
  quiet,
  acceptedThere,
  opened,
  pausesOf,
  windowOf,
}) => {
  const { person, id } = await acceptedThere()
  await opened(person)
  const { id: window } = await windowOf(person)
  await db
    .updateTable('survivor_window')
    .set({ duress_at: new Date() })
    .where('id', '=', window)
    .execute()
  await followDuressDue(node, quiet)
  expect(await pausesOf(id)).toBe(1)
})

test('a handover that cannot be paused now keeps nobody from being alarmed, nor another from its pause', async ({
  db,
  node,
  quiet,
  acceptedThere,
  opened,
  pausesOf,
  windowOf,
}) => {
  const people = [await acceptedThere(), await acceptedThere()]
  for (const { person } of people) {
    await opened(person)
    const { id } = await windowOf(person)
    await db
      .updateTable('survivor_window')
      .set({ duress_at: new Date() })
      .where('id', '=', id)
      .execute()
  }
  const alarmed = async () => {
    const ids = people.map(({ id }) => id as RandomId)
    const alarms = db.selectFrom('alarm').select('referral_id').where('kind', '=', 'duress')
    const rows = await alarms.where('referral_id', 'in', ids).execute()
    return rows.map(({ referral_id }) => referral_id).toSorted()
  }
  const both = people.map(({ id }) => id).toSorted()

  const stale = { ...node, directory: { ...node.directory, freshUntil: 0 } }
  await expect(followDuressDue(stale, quiet)).rejects.toThrow(AggregateError)
  expect(await alarmed()).toEqual(both)
  await expect(followDuressDue(stale, quiet)).rejects.toThrow(AggregateError)
  expect(await alarmed()).toEqual(both)

  await followDuressDue(node, quiet)
  for (const { person, id } of people) {
    expect(await pausesOf(id)).toBe(1)
    expect((await windowOf(person)).duress_done_at).not.toBeNull()
  }
  expect(await alarmed()).toEqual(both)
})

test('no line of the log tells the PIN for danger from hers', async ({
  lines,
  settled,
  opened,
  entered,
  windowOf,
}) => {
  const logs: string[][] = []
  for (const pin of [PIN, DURESS_PIN]) {
    const { person } = await settled()
    const code = await opened(person)
    lines.length = 0
    const her = await entered(code, pin)
    await her.see()
    await her.act('/stop')
    if (pin === DURESS_PIN) {
      await expect
        .poll(async () => (await windowOf(person)).duress_done_at, { timeout: 20_000 })
        .not.toBeNull()
    }
    logs.push(
      lines.map((line) => {
        const { time: _, request: __, ms: ___, ...said } = JSON.parse(line)
        return JSON.stringify(said)
      }),
    )
  }
  const [hers, duress] = logs
  expect(hers?.length).toBeGreaterThanOrEqual(5)
  expect(duress).toEqual(hers)
})
