import { openBrowser, type Page } from '@causeway/testkit/browser'
import { expect } from 'vitest'
import { test } from '../../../test/sign-in-test.ts'

/** Slower than people read a text in their own language for themselves (238: Brysbaert 2019). */
const WORDS_A_MINUTE = 200
const SECONDS_AN_ACT = 2
const MINUTES = 5

/**
 * What has to be read of a page, from the place on it that one is led to: not the choices that one
 * looks through, nor what she is read.
 */
const wordsOn = (page: Page): Promise<number> =>
  page.evaluate(`(() => {
    const main = document.querySelector('main').cloneNode(true)
    const start = location.hash && main.querySelector(location.hash)
    while (start && start.previousSibling) start.previousSibling.remove()
    const skipped =
      'details, [lang], select, .govuk-radios__item, .govuk-checkboxes__item, .govuk-visually-hidden'
    for (const one of main.querySelectorAll(skipped)) one.remove()
    return main.textContent.split(/\\s+/).filter(Boolean).length
  })()`)

/** Somebody who finds things by what the page says, and is timed by what they read and do. */
function aReader(page: Page) {
  const counted = { words: 0, acts: 0, pages: 0 }
  const act = async (done: Promise<unknown>) => {
    await done
    counted.acts += 1
  }
  const read = async () => {
    counted.pages += 1
    counted.words += await wordsOn(page)
  }
  return {
    counted,
    read,
    mark: (question: string, answer: string) =>
      act(
        page
          .getByRole('group', { name: question, exact: true })
          .getByLabel(answer, { exact: true })
          .check(),
      ),
    async press(name: string | RegExp) {
      const button = page.getByRole('button', { name }).or(page.getByRole('link', { name }))
      await act(button.first().click())
      await page.waitForLoadState()
      await read()
    },
  }
}

test('from signing in to a practice that is sent, read and done within five minutes', async ({
  app: _,
  origin,
}) => {
  await using browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'en',
    javaScriptEnabled: false,
  })
  const page = await context.newPage()
  await page.goto(origin)
  await page.waitForURL(/\/interaction\//)
  await page.fill('[name=user]', 'case_worker')
  await page.fill('[name=password]', 'password of case_worker')
  await page.click('button')
  await page.waitForURL(`${origin}/`)

  const she = aReader(page)
  await she.read()
  await she.press('Practise')
  await she.press('Practise sending')
  await she.mark('What does she need there?', 'Safe housing')
  await she.mark('What does she need there?', 'Legal aid')
  await she.mark('Who could receive her?', 'Linden House (made up)')
  const normal = page.getByRole('radio', { name: 'Normal', exact: true })
  const described = await normal.getAttribute('aria-describedby')
  expect(await page.innerText(`[id="${described}"]`)).toContain('10 of their working days')
  await she.mark('How soon is an answer needed?', 'Normal')
  await she.press('Save and go on')
  await she.mark('In which language did she hear it?', 'Romanian')
  await she.mark('How was it explained?', 'Spoken')
  await she.mark('Was there an interpreter?', 'None needed')
  await she.press('Save and go on')
  await she.mark('How high is the risk, as you see it?', 'Medium')
  await she.mark('How was the return decided?', 'Her own choice')
  await she.mark(
    'Does she know what she may give up by leaving?',
    'We have spoken about it, and she has decided',
  )
  await she.press('Save and go on')
  for (const item of ['Age group', 'Gender', 'Full name', 'Safe telephone number']) {
    await she.mark('What may they get?', item)
  }
  await she.press('Show what they will see')
  await she.mark('What does she say?', 'She says yes')
  await she.press('Save and go on')
  await she.press(/^Send in practice/)
  expect(page.url()).toMatch(/\/practice\/returns\/[\w-]{22}\/sent$/)
  const sent = await page.innerText('main')
  expect(sent).toContain('Practice receipt')
  expect(sent).toContain('Their turn.')

  const { words, acts, pages } = she.counted
  const minutes = words / WORDS_A_MINUTE + (acts * SECONDS_AN_ACT) / 60
  expect({ pages, acts }).toEqual({ pages: 9, acts: 23 })
  expect(minutes).toBeLessThan(MINUTES)
})
