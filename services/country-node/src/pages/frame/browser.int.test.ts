import type { RandomId } from '@causeway/schemas/wire'
import { openBrowser, type Page } from '@causeway/testkit/browser'
import { expect, onTestFinished } from 'vitest'
import { complaintsOf, typeAs } from '../../../test/browser-visit.ts'
import { anOffer } from '../../../test/offers.ts'
import { aRaisedAlarm } from '../../../test/raised-alarm.ts'
import { test as base } from '../../../test/sign-in-test.ts'

const MINUTE = 60_000

const test = base
  .extend('browser', { scope: 'file' }, async ({ app: _ }, { onCleanup }) => {
    const browser = await openBrowser()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('offered', { scope: 'file' }, ({ ro, parties, receive }) => async () => {
    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    return referral as RandomId
  })
  .extend(
    'open',
    { scope: 'file' },
    ({ browser, app: _, origin }) =>
      async (path: string, prepare: (page: Page) => Promise<void> = async () => {}) => {
        const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
        onTestFinished(() => context.close())
        const page = await context.newPage()
        await prepare(page)
        await page.goto(origin + path)
        await typeAs(page, 'case_worker')
        await page.waitForURL(origin + path)
        return page
      },
  )

test('a list shows what is new by itself: no reload, no lost focus, no use of the session', async ({
  open,
  offered,
  db,
}) => {
  const first = await offered()
  const page = await open('/')
  const said = complaintsOf(page)
  await page.evaluate('window.isSame = true')
  await page.locator(`a[href$="${first}"]`).focus()
  const seen = () => db.selectFrom('session').select('seen_at').execute()
  const before = await seen()
  const second = await offered()
  await page.locator(`a[href$="${second}"]`).waitFor({ timeout: 5_000 })
  expect(await page.getByRole('status').innerText()).toContain('something new is on this page')
  expect(await page.evaluate('document.activeElement.href')).toContain(first)

  await page.getByRole('button', { name: 'Hide screen' }).click()
  const third = await offered()
  await page.waitForResponse((reply) => reply.url().includes('still=1'))
  expect(await page.content()).not.toContain(third)
  await page.getByRole('button', { name: 'Show the page' }).click()
  await page.locator(`a[href$="${third}"]`).waitFor()
  expect(await page.evaluate('window.isSame')).toBe(true)
  expect(await seen()).toEqual(before)
  expect(said).toEqual([])
})

test('a second tab hears of it through the first, and listens itself when that is closed', async ({
  open,
  offered,
  origin,
}) => {
  const page = await open('/')
  const other = await page.context().newPage()
  await other.goto(`${origin}/inbox`)
  const one = await offered()
  await other.locator(`a[href$="${one}"]`).waitFor({ timeout: 5_000 })
  const listens = other.waitForRequest((request) => request.url().includes('/live'))
  await page.close()
  await listens
  const two = await offered()
  await other.locator(`a[href$="${two}"]`).waitFor({ timeout: 5_000 })
})

test('what somebody typed is there again after the session has ended and they have signed in', async ({
  open,
  offered,
  node,
  origin,
}) => {
  const path = `/alarms/${await aRaisedAlarm(node, await offered())}`
  const page = await open(path, (fresh) => fresh.clock.install())
  await page.getByLabel('It is dealt with').check()
  await page.clock.runFor(15.2 * MINUTE)
  await page.waitForURL(/\/signed-out/)
  expect(await page.innerText('main')).toContain('kept for 30 minutes, for you alone')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await typeAs(page, 'case_worker')
  await page.waitForURL(`${origin}${path}?kept=1`)
  expect(await page.getByRole('status').innerText()).toContain('it has not been sent')
  expect(await page.getByLabel('It is dealt with').isChecked()).toBe(true)
  await page.getByRole('button', { name: 'End the alarm' }).click()
  await page.waitForURL(`${origin}/alarms?done=alarm_ended`)
})

test('signing out in one tab empties the others, a covered one too', async ({
  open,
  offered,
  origin,
}) => {
  const path = `/receiving/${await offered()}`
  const page = await open(path)
  const others = [await page.context().newPage(), await page.context().newPage()]
  for (const other of others) await other.goto(origin + path)
  await others[0]?.getByRole('button', { name: 'Hide screen' }).click()
  await page.goto(`${origin}/privacy`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  for (const tab of [page, ...others]) {
    await tab.waitForURL(`${origin}/signed-out`)
    expect(await tab.innerText('main')).toContain('You are signed out')
  }
})

test('home and a form are worked with keys alone, and the screen is hidden by Shift', async ({
  open,
  offered,
  node,
}) => {
  const alarm = await aRaisedAlarm(node, await offered())
  const page = await open('/')
  const { keyboard } = page
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()')
  await keyboard.press('Tab')
  expect(await focused()).toBe('Skip to the content')
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
  const shadow = "getComputedStyle(document.activeElement).boxShadow !== 'none'"
  expect(await page.evaluate(shadow)).toBe(true)
  while (!(await page.evaluate<string>('document.activeElement.href ?? ""')).endsWith(alarm)) {
    await keyboard.press('Tab')
  }
  await keyboard.press('Enter')
  await page.waitForURL(`**/alarms/${alarm}`)
  for (let at = 0; at < 3; at += 1) await keyboard.press('Shift')
  expect(await focused()).toBe('Show the page')
  await keyboard.press('Enter')

  while ((await focused()) !== 'End the alarm') await keyboard.press('Tab')
  await keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  expect(await focused()).toContain('Before you go on')
  await keyboard.press('Tab')
  expect(await focused()).toBe('Say what came of it')
  await keyboard.press('Enter')
  await keyboard.press('Space')
  expect(await page.evaluate('document.activeElement.checked')).toBe(true)
  while ((await focused()) !== 'End the alarm') await keyboard.press('Tab')
  await keyboard.press('Enter')
  await page.waitForURL('**/alarms?done=alarm_ended')
})
