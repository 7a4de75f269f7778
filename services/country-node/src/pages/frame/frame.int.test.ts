import { expect } from 'vitest'
import { test } from '../../../test/sign-in-test.ts'

const html = { accept: 'text/html,application/xhtml+xml' }

test('the front door says what is to be done, in the language that was chosen', async ({
  signedIn,
}) => {
  const worker = await signedIn('case_worker')
  expect((await worker.get('/', { 'accept-language': 'de' })).text).toContain(
    'Wartet jetzt auf Sie',
  )
  const chosen = await worker.send('/language', { language: 'ro', back: '/inbox' })
  expect([chosen.reply.status, chosen.reply.headers.get('location')]).toEqual([303, '/inbox'])
  const shown = await worker.get('/', { 'accept-language': 'de' })
  expect(shown.text).toContain('<html lang="ro"')
  expect(shown.reply.headers.get('cache-control')).toBe('no-store')
  const away = await worker.send('/language', { language: 'ro', back: 'https://evil.example' })
  expect(away.reply.headers.get('location')).toBe('/')
})

test('a refusal is a page for people and a problem for programs', async ({ signedIn, visitor }) => {
  const worker = await signedIn('case_worker')
  const path = `/receiving/${'A'.repeat(22)}`
  const page = await worker.get(path, html)
  expect([page.reply.status, page.reply.headers.get('content-type')]).toEqual([
    404,
    'text/html; charset=utf-8',
  ])
  expect(page.text).toContain('There is nothing here')
  const nowhere = await worker.get('/no/such/page', html)
  expect([nowhere.reply.status, nowhere.text]).toEqual([404, expect.stringContaining('Inbox')])
  expect(nowhere.text).toContain('There is nothing here')
  const problem = await worker.get(path)
  expect(problem.reply.headers.get('content-type')).toBe('application/problem+json')

  const { origin } = new URL(page.url)
  const ended = await visitor('case_worker').post('/language', {}, { ...html, origin })
  expect([ended.reply.status, ended.text]).toEqual([
    401,
    expect.stringContaining('You are not signed in any more'),
  ])
})

test('leaving ends the session and shows nothing, whether or not there was one', async ({
  signedIn,
  visitor,
}) => {
  const worker = await signedIn('case_worker')
  expect((await worker.get('/hidden')).text).toContain('The screen is hidden')
  for (const who of [worker, visitor('case_worker')]) {
    const left = await who.post('/exit', {})
    expect(left.reply.status).toBe(200)
    expect(left.reply.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(left.text).toContain('0; url=/signed-out')
  }
  expect((await worker.get('/')).reply.headers.get('location')).toBe('/sign-in?to=%2F')
  expect((await worker.get('/signed-out')).text).toContain('You are signed out')
})

test('no other site signs anybody out, or has a page say that something was done', async ({
  signedIn,
  app,
}) => {
  const worker = await signedIn('case_worker')
  const headers = { ...html, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  const left = await app.inject({ method: 'POST', url: '/exit', headers })
  expect([left.statusCode, left.headers['set-cookie'], left.headers['clear-site-data']]).toEqual([
    200,
    undefined,
    undefined,
  ])
  const isSaid = async (more: Record<string, string>) =>
    (await worker.get('/privacy?done=alarm_ended', { ...html, ...more })).text.includes('cw-done')
  const said = [await isSaid({ 'sec-fetch-site': 'same-origin' }), await isSaid(headers)]
  expect(said).toEqual([true, false])
})

test('what is kept of staff, and how far all can use the pages, is open to everybody', async ({
  signedIn,
  visitor,
}) => {
  const anybody = visitor('case_worker')
  const left = await anybody.get('/signed-out', html)
  for (const [path, words] of [
    ['/accessibility', 'What is not as it should be'],
    ['/privacy', 'until you sign out, 15 minutes pass without use, or 8 hours in all'],
  ] as const) {
    expect(left.text).toContain(`href="${path}"`)
    const { reply, text } = await anybody.get(path, html)
    expect([reply.status, text]).toEqual([200, expect.stringContaining(words)])
    expect(text).not.toContain('/sign-out')
    const { text: inside } = await (await signedIn('case_worker')).get(path, html)
    expect(inside).toContain('/sign-out')
  }
  const nowhere = await anybody.get('/no/such/page', html)
  expect([nowhere.reply.status, nowhere.text]).toEqual([
    404,
    expect.stringContaining('There is nothing here'),
  ])
})

test('only a list that reads nothing of anybody is shown anew by itself', async ({
  signedIn,
  plannedHere,
}) => {
  const { id } = await plannedHere()
  const worker = await signedIn('case_worker')
  const isLive = async (path: string) =>
    (await worker.get(path, html)).text.includes('data-live-href')
  for (const path of ['/', '/inbox', '/returns', '/alarms']) {
    expect([path, await isLive(path)]).toEqual([path, true])
  }
  expect(await isLive(`/receiving/${id}`)).toBe(false)
})
