import type { RandomId } from '@causeway/schemas/wire'
import { beforeEach, expect, onTestFinished } from 'vitest'
import { anOffer } from '../../../test/offers.ts'
import { aRaisedAlarm } from '../../../test/raised-alarm.ts'
import { test } from '../../../test/sign-in-test.ts'
import type { Visitor } from '../../../test/visitor.ts'

beforeEach<{ clock: { offset: number } }>(({ clock }) => {
  clock.offset = 0
})

/** Listens as a browser does; `said` is what came, `over` resolves when the server ends it. */
async function listen(origin: string, who: Visitor, query = `still=1&since=${Date.now() + 5_000}`) {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const reply = await fetch(`${origin}/live?${query}`, {
    headers: { cookie: `__Host-causeway-gb=${who.cookie()}`, accept: 'text/event-stream' },
    redirect: 'manual',
    signal: stop.signal,
  })
  const said: string[] = []
  const read = async () => {
    for await (const bytes of reply.body ?? []) said.push(Buffer.from(bytes).toString())
  }
  const over = read().then(
    () => true,
    () => false,
  )
  return { reply, said, over, events: () => said.join('').match(/^data:.*$/gm) ?? [] }
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 2_500))

test('says that something has changed, to whom it concerns, and nothing else', async ({
  origin,
  signedIn,
  ro,
  parties,
  receive,
}) => {
  const ours = await listen(origin, await signedIn('case_worker'))
  const theirs = await listen(origin, await signedIn('neighbour'))
  expect(Object.fromEntries(ours.reply.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  await aMoment()
  const before = ours.events().length
  const { message } = anOffer(ro, parties)
  await receive(await ro.post([message]))
  await expect.poll(() => ours.events().length, { timeout: 5_000 }).toBe(before + 1)
  await aMoment()
  expect(ours.said.join('')).toBe(`retry: 3000\n\n${'data: changed\n\n'.repeat(before + 1)}`)
  expect(theirs.events()).toEqual([])
})

test('an alarm is said to its own organisation only', async ({
  origin,
  signedIn,
  acceptedHere,
  context,
}) => {
  const { id } = await acceptedHere()
  const ours = await listen(origin, await signedIn('case_worker'))
  const theirs = await listen(origin, await signedIn('neighbour'))
  await aMoment()
  const before = ours.events().length
  await aRaisedAlarm(context, id as RandomId)
  await expect.poll(() => ours.events().length, { timeout: 5_000 }).toBe(before + 1)
  await aMoment()
  expect(theirs.events()).toEqual([])
})

test('what changed after the page was made, and before it listened, is said at once', async ({
  origin,
  signedIn,
  ro,
  parties,
  receive,
}) => {
  const since = Date.now()
  const { message } = anOffer(ro, parties)
  await receive(await ro.post([message]))
  const { events } = await listen(origin, await signedIn('case_worker'), `still=1&since=${since}`)
  await expect.poll(() => events().length, { timeout: 5_000 }).toBe(1)
})

test('being open is no use of the session, and ends with it', async ({ origin, signedIn, db }) => {
  const worker = await signedIn('case_worker')
  const seen = () => db.selectFrom('session').select(['id_hash', 'seen_at']).execute()
  const before = await seen()
  const { over } = await listen(origin, worker)
  await worker.get('/?still=1')
  await aMoment()
  expect(await seen()).toEqual(before)
  await worker.send('/sign-out')
  expect(await over).toBe(true)
})

test('one page of a session listens: the last one', async ({ origin, signedIn }) => {
  const worker = await signedIn('case_worker')
  const first = await listen(origin, worker)
  const second = await listen(origin, worker)
  expect(await first.over).toBe(true)
  const state = await Promise.race([second.over, aMoment().then(() => 'open')])
  expect(state).toBe('open')
})

test('without a session it leads to no sign-in, and as use of one it is refused', async ({
  origin,
  signedIn,
  visitor,
}) => {
  const nobody = await listen(origin, visitor('case_worker'))
  expect([nobody.reply.status, nobody.reply.headers.get('location')]).toEqual([303, '/signed-out'])
  const used = await listen(origin, await signedIn('case_worker'), `since=${Date.now()}`)
  expect(used.reply.status).toBe(400)
})
