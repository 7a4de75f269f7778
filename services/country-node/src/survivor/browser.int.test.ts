import {
  accessibilityFaults,
  type Browser,
  openBrowser,
  type Page,
} from '@causeway/testkit/browser'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { DURESS_PIN, PIN, test } from '../../test/window-test.ts'

const phone = { width: 360, height: 740 }

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function aPhone(script: boolean): Promise<{ page: Page; said: string[] }> {
  const context = await browser.newContext({ viewport: phone, javaScriptEnabled: script })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  return { page, said }
}

async function expectGood(page: Page) {
  expect(await accessibilityFaults(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
  expect(await page.title()).toBe('Info')
}

test('a worker opens it with her; her phone reads the slip, and she pauses and leaves in a hurry', async ({
  windows: _,
  windowOrigin,
  app: __,
  origin,
  acceptedThere,
}) => {
  const { id } = await acceptedThere()
  const context = await browser.newContext({ viewport: phone })
  onTestFinished(() => context.close())
  const desk = await context.newPage()
  await desk.goto(`${origin}/sending/${id}/window`)
  await desk.fill('[name=user]', 'case_worker')
  await desk.fill('[name=password]', 'password of case_worker')
  await desk.click('button')
  await desk.waitForURL(`${origin}/sending/${id}/window`)
  expect(await accessibilityFaults(desk)).toEqual([])
  await desk.getByLabel('Română').check()
  await desk.fill('#window_pin_new', PIN)
  await desk.fill('#window_pin_again', '271605')
  await desk.click('main button[type=submit]')
  await desk.getByText('Her PIN was not typed the same twice').first().waitFor()
  expect(await desk.inputValue('#window_pin_new')).toBe('')
  await desk.fill('#window_pin_new', PIN)
  await desk.fill('#window_pin_again', PIN)
  await desk.fill('#window_duress', DURESS_PIN)
  await desk.fill('#window_duress_again', DURESS_PIN)
  await desk.click('main button[type=submit]')
  await desk.getByText('The code is shown this once').waitFor()
  expect(await accessibilityFaults(desk)).toEqual([])
  const code = (await desk.innerText('.cw-card .govuk-heading-m')).trim()
  await desk.emulateMedia({ media: 'print' })
  expect((await desk.innerText('body')).split('\n').filter(Boolean)).toEqual([windowOrigin, code])

  const { page, said } = await aPhone(true)
  await page.goto(`${windowOrigin}/?l=ro#${code}`)
  await expect.poll(() => page.inputValue('#window_code')).toBe(code)
  expect(page.url()).toBe(`${windowOrigin}/?l=ro`)
  await expectGood(page)
  await page.fill('#window_pin', PIN)
  await page.click('main button[type=submit]')
  await page.waitForURL('**/page')
  await expectGood(page)
  expect(await page.getAttribute('html', 'lang')).toBe('ro')
  await page.getByRole('link', { name: 'Întrerupe' }).click()
  await expectGood(page)
  await page.getByRole('button', { name: 'Da, întrerupe' }).click()
  await page.getByText('Întrerupt de dumneavoastră').waitFor()
  await expectGood(page)
  expect(said).toEqual([])

  await page.route('https://weather.example/**', (route) => route.fulfill({ body: 'weather' }))
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('Shift')
  await page.waitForURL('https://weather.example/')
  await page.goto(`${windowOrigin}/page`)
  expect(page.url()).toBe(`${windowOrigin}/`)
})

test('without script she types the code, sees the same, and stops one thing', async ({
  acceptedThere,
  opened,
  windows: _,
  windowOrigin,
}) => {
  const { person } = await acceptedThere()
  const code = await opened(person)
  const { page } = await aPhone(false)
  await page.goto(windowOrigin)
  await page.fill('#window_code', code)
  await page.fill('#window_pin', '000000')
  await page.click('main button[type=submit]')
  await page.getByText('Code and PIN do not open a page').first().waitFor()
  await expectGoodDoor(page)
  await page.fill('#window_code', code)
  await page.fill('#window_pin', PIN)
  await page.click('main button[type=submit]')
  await page.waitForURL('**/page')
  await page
    .getByRole('link', { name: /^Stop this/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Yes, stop this' }).click()
  await page.getByText('has been told and has not answered yet').waitFor()
  await page.route('https://weather.example/**', (route) => route.fulfill({ body: 'weather' }))
  await page.getByRole('button', { name: /Exit this page/ }).click()
  await page.waitForURL('https://weather.example/')
})

/** Again with its fault: it is said in the title too. */
async function expectGoodDoor(page: Page) {
  expect(await page.title()).toBe('Error: Info')
  expect(await page.inputValue('#window_pin')).toBe('')
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
}
