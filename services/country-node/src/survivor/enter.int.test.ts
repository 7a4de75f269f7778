import { expect } from 'vitest'
import { DURESS_PIN, PIN, test } from '../../test/window-test.ts'
import { MAX_TRIES } from './window-state.ts'

test('a code on paper and a PIN of her own open her page, however the code is typed', async ({
  acceptedThere,
  opened,
  entered,
}) => {
  const { person } = await acceptedThere()
  const code = await opened(person)
  expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
  const her = await entered(` ${code.toLowerCase().replaceAll('-', ' ')}`)
  const page = await her.see()
  expect(page).toContain('Your page')
  expect(page).toContain('They said yes.')
})

test('a wrong code, a wrong PIN and a closed window look the same, and last the same', async ({
  acceptedThere,
  opened,
  atDoor,
}) => {
  const code = await opened((await acceptedThere()).person)
  const refusals: { text: string; steps: number }[] = []
  const refuse = async (typed: string, pin: string) => {
    const begun = performance.now()
    const { reply, text } = await atDoor().tryDoor(typed, pin)
    expect(reply.status).toBe(422)
    const plain = text.replace(/value="[\w-]{43}"/, 'token').replace(/nonce="[^"]*"/g, 'nonce')
    refusals.push({ text: plain, steps: Math.floor((performance.now() - begun) / 500) })
  }
  await refuse('2222-2222-2222-2222', PIN)
  await refuse('', '')
  await refuse('x'.repeat(500), PIN)
  for (let tries = 0; tries < MAX_TRIES; tries += 1) await refuse(code, '000000')
  await refuse(code, PIN)
  await refuse(code, DURESS_PIN)
  expect(new Set(refusals.map(({ text }) => text)).size).toBe(1)
  for (const { steps } of refusals) expect(steps).toBeGreaterThan(0)
})

test('five tries in all, however many come at once', async ({
  db,
  acceptedThere,
  opened,
  atDoor,
}) => {
  const code = await opened((await acceptedThere()).person)
  await Promise.all(Array.from({ length: 12 }, () => atDoor().tryDoor(code, '000000')))
  const { tries } = await db
    .selectFrom('survivor_window')
    .select('tries')
    .orderBy('opened_at', 'desc')
    .executeTakeFirstOrThrow()
  expect(tries).toBe(MAX_TRIES)
  expect((await atDoor().tryDoor(code, PIN)).reply.status).toBe(422)
})

test('a right PIN gives the five tries back, and a new slip closes the old one everywhere', async ({
  acceptedThere,
  opened,
  atDoor,
  entered,
}) => {
  const { person } = await acceptedThere()
  const code = await opened(person)
  for (let tries = 0; tries < MAX_TRIES - 1; tries += 1) await atDoor().tryDoor(code, '000000')
  const her = await entered(code)
  for (let tries = 0; tries < MAX_TRIES - 1; tries += 1) await atDoor().tryDoor(code, '000000')
  await entered(code)

  const fresh = await opened(person)
  expect((await her.get('/page')).reply.headers.get('location')).toBe('/')
  expect((await atDoor().tryDoor(code, PIN)).reply.status).toBe(422)
  await entered(fresh)
})

test('a try counts also when the process ends before it is looked at', async ({
  db,
  acceptedThere,
  opened,
  atDoor,
  entered,
}) => {
  const code = await opened((await acceptedThere()).person)
  const kept = await db
    .selectFrom('survivor_window')
    .select(['id', 'pin_verifier'])
    .orderBy('opened_at', 'desc')
    .executeTakeFirstOrThrow()
  const set = (pin_verifier: string) =>
    db.updateTable('survivor_window').set({ pin_verifier }).where('id', '=', kept.id).execute()
  await entered(code)
  await set('no verifier: hashing fails')
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    expect((await atDoor().tryDoor(code, PIN)).reply.status).toBe(500)
  }
  await set(kept.pin_verifier)
  expect((await atDoor().tryDoor(code, PIN)).reply.status).toBe(422)
})

test('the page is left in a hurry with nothing behind, by the button or by closing', async ({
  acceptedThere,
  opened,
  entered,
  atDoor,
}) => {
  const code = await opened((await acceptedThere()).person)
  for (const path of ['/exit', '/close']) {
    const her = await entered(code)
    const page = await her.see()
    const token = /name="form_token" value="([^"]*)"/.exec(page)?.[1] ?? ''
    const left = await her.post(path, { form_token: token })
    expect(left.reply.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect((await her.get('/page')).reply.headers.get('location')).toBe('/')
  }
  const nobody = await atDoor().post('/exit', {})
  expect([nobody.reply.status, nobody.text]).toEqual([
    200,
    expect.stringContaining('0; url=https://weather.example/'),
  ])
})
