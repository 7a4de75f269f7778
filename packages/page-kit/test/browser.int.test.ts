import {
  accessibilityFaults,
  type Browser,
  openBrowser,
  type Page,
} from '@causeway/testkit/browser'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Language } from '../src/index.ts'
import { startDemoSite } from './demo-site.ts'

/** The narrowest that must do without scrolling sideways (WCAG 2.2, 1.4.10). */
const phone = { width: 320, height: 640 }
const MINUTE = 60_000
const TITLE = 'Practice: New return'

let browser: Browser
let site: Awaited<ReturnType<typeof startDemoSite>>
beforeAll(async () => {
  browser = await openBrowser()
  site = await startDemoSite()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

/** A page with a clock that the test moves; `said` is what the browser complained about. */
async function open(
  address: string,
  { script = true } = {},
): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({ viewport: phone, javaScriptEnabled: script })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  await page.clock.install({ time: new Date('2026-11-22T09:00:00Z') })
  await page.goto(address)
  return { page, said }
}

const shiftThrice = async (page: Page) => {
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('Shift')
}

describe.each(Language.options)('on a phone, in %s', (language) => {
  test('the page keeps its policy, fits, and is accessible, covered too', async () => {
    const { page, said } = await open(`${site.origin}/demo?language=${language}`)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
    await shiftThrice(page)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(said).toEqual([])
  })
})

describe('the screen', () => {
  test('is hidden by the button: nothing of it is left, and what was typed comes back', async () => {
    const { page } = await open(`${site.origin}/demo`)
    await page.getByLabel('Why is this included?').fill('typed')
    await page.getByRole('button', { name: 'Hide screen' }).click()
    expect(await page.content()).not.toContain('New return')
    expect(await page.title()).toBe('127.0.0.1')
    await page.getByRole('button', { name: 'Show the page' }).click()
    expect(await page.getByLabel('Why is this included?').inputValue()).toBe('typed')
    expect(await page.title()).toBe(TITLE)
  })

  test('is hidden in all tabs at once, and not by Shift that types a capital', async () => {
    const { page } = await open(`${site.origin}/demo`)
    const other = await page.context().newPage()
    await other.goto(`${site.origin}/demo`)
    for (const key of ['Shift', 'Shift+A', 'Shift', 'Shift+B', 'Shift'])
      await page.keyboard.press(key)
    expect(await page.title()).toBe(TITLE)
    await shiftThrice(page)
    await page.getByText('The screen is hidden').waitFor()
    await other.getByText('The screen is hidden').waitFor()
  })

  test('is hidden after 10 minutes on a form, not before', async () => {
    const { page } = await open(`${site.origin}/demo`)
    await page.clock.runFor(9 * MINUTE)
    expect(await page.title()).toBe(TITLE)
    await page.clock.runFor(1.1 * MINUTE)
    expect(await page.title()).toBe('127.0.0.1')
  })
})

test('a list is hidden after 3 minutes, not before', async () => {
  const { page } = await open(`${site.origin}/demo?kind=list`)
  await page.clock.runFor(2.9 * MINUTE)
  expect(await page.title()).toBe(TITLE)
  await page.clock.runFor(0.2 * MINUTE)
  expect(await page.title()).toBe('127.0.0.1')
})

describe('the session', () => {
  test('ends with a warning 2 minutes before, which one press takes back', async () => {
    const { page } = await open(`${site.origin}/demo`)
    await page.clock.runFor(13.1 * MINUTE)
    const before = site.posts.length
    await page.getByRole('button', { name: 'Stay signed in' }).click()
    // The warning closes when it is pressed, and is taken away when the server has answered.
    await page.locator('.cw-ending').waitFor({ state: 'detached' })
    expect(site.posts.slice(before)).toEqual(['/stay form_token=token'])
    await page.clock.runFor(14 * MINUTE)
    await page.getByRole('dialog').waitFor()
    await page.clock.runFor(1.1 * MINUTE)
    await page.waitForURL('**/ended')
  })

  test('leaves what was typed with the server, covered or not, when it ends', async () => {
    const { page } = await open(`${site.origin}/demo`)
    await page.getByLabel('Why is this included?').fill('typed')
    await page.route('**/stay', (route) => route.abort())
    const before = site.posts.length
    await page.clock.runFor(15.1 * MINUTE)
    await page.waitForURL('**/ended?to=%2Fdemo')
    const kept = site.posts.slice(before).filter((post) => post.startsWith('/keep '))
    expect(kept).toEqual([expect.stringContaining('note=typed')])
  })

  test('is kept while somebody types', async () => {
    const { page } = await open(`${site.origin}/demo`)
    const note = page.getByLabel('Why is this included?')
    for (let minutes = 0; minutes < 20; minutes += 4) {
      await page.clock.runFor(4 * MINUTE)
      await note.pressSequentially('x')
    }
    expect(site.posts).toContain('/stay form_token=token')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await note.inputValue()).toBe('xxxxx')
  })
})

test('quick exit ends the session, leaves for elsewhere in every tab, and Back shows nothing', async () => {
  const own = await startDemoSite({ way: 'exit', href: '/exit', to: '/elsewhere' })
  onTestFinished(own.close)
  const { page } = await open(`${own.origin}/demo`)
  const other = await page.context().newPage()
  await other.goto(`${own.origin}/demo`)
  await page.bringToFront()
  await shiftThrice(page)
  for (const tab of [page, other]) await tab.waitForURL('**/elsewhere')
  await expect.poll(() => own.posts).toEqual(['/exit form_token=token'])
  expect(await page.evaluate('history.length')).toBe(2)
})

test('without script the page says the same, and its buttons are forms', async () => {
  const { page } = await open(`${site.origin}/demo`, { script: false })
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('New return')
  await page.getByRole('button', { name: 'Hide screen' }).click()
  expect(page.url()).toBe(`${site.origin}/hidden?`)
})
