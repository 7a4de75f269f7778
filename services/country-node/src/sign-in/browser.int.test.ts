import { openBrowser } from '@causeway/testkit/browser'
import { expect } from 'vitest'
import { typeAs } from '../../test/browser-visit.ts'
import { test } from '../../test/sign-in-test.ts'

test('a real browser signs in and gives a second factor after a form, on plain http', async ({
  app: _,
  origin,
}) => {
  await using browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(`${origin}/probe/form`)
  await typeAs(page, 'case_worker')
  await page.waitForURL(`${origin}/probe/form`)
  expect(await page.context().cookies(origin)).toContainEqual(
    expect.objectContaining({
      name: '__Host-causeway-gb',
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    }),
  )

  await page.click('button')
  await typeAs(page, 'case_worker', 'code of case_worker')
  await page.waitForURL(`${origin}/probe/sending`)
  expect(JSON.parse(await page.innerText('body'))).toEqual({ open: true })
})
