import { makeNonce, pageHeaders, serveAssets } from '@causeway/page-kit'
import { openBrowser } from '@causeway/testkit/browser'
import { fastify } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { allSamples } from '../../../test/page-samples/all-samples.ts'
import { aPageFrame } from '../../../test/page-samples/page-frame.ts'
import { neutralSettings, openPages } from '../page-site.ts'

/** What is of no use on paper: the way around, and what is pressed. */
const useless = 'nav, header, footer, button, .govuk-button, .govuk-back-link, .govuk-skip-link'
const shownOn = `[...document.querySelectorAll('${useless}')]
  .filter((it) => it.getClientRects().length > 0).map((it) => it.className)`
const linksOn = `[...document.querySelectorAll('main a')]
  .filter((it) => it.getClientRects().length > 0)
  .filter((it) => getComputedStyle(it).textDecorationLine !== 'none'
    || getComputedStyle(it, '::after').content !== 'none').map((it) => it.textContent)`
const wordsOn = `document.querySelector('main').innerText.trim().length`

test('a page on paper is what it says: no way around, nothing to press, no address', async () => {
  const pages = openPages(neutralSettings)
  const app = fastify()
  await app.register(serveAssets, { assets: pages.assets })
  app.get<{ Params: { index: string } }>('/sample/:index', async ({ params }, reply) => {
    const nonce = makeNonce()
    const frame = { ...aPageFrame('ro'), nonce, kind: 'open' as const }
    return reply
      .headers(pageHeaders({ nonce }))
      .type('text/html; charset=utf-8')
      .send(allSamples[Number(params.index)]?.render(pages, frame))
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  await using browser = await openBrowser()
  const page = await browser.newPage()

  await page.goto(`${origin}/sample/0`)
  expect(await page.evaluate(shownOn)).not.toEqual([])
  await page.emulateMedia({ media: 'print' })
  const found: object[] = []
  const seen = new Set<string>()
  for (const [index, { name }] of allSamples.entries()) {
    if (seen.has(name)) continue
    seen.add(name)
    await page.goto(`${origin}/sample/${index}`)
    const shown = (await page.evaluate(shownOn)) as string[]
    const links = (await page.evaluate(linksOn)) as string[]
    const words = (await page.evaluate(wordsOn)) as number
    if (shown.length + links.length > 0 || words === 0) found.push({ name, shown, links, words })
  }
  expect(found).toEqual([])

  const card = allSamples.findIndex(({ name }) => name === 'sending/card')
  await page.goto(`${origin}/sample/${card}`)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
  expect(boxes.map(([, ...size]) => size.map((it) => Math.round(Number(it))))).toEqual([[298, 420]])
})
