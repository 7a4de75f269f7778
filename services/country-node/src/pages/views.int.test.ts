import { makeNonce, pageHeaders, serveAssets } from '@causeway/page-kit'
import { accessibilityFaults, openBrowser } from '@causeway/testkit/browser'
import { fastify } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { allSamples } from '../../test/page-samples/all-samples.ts'
import { aPageFrame } from '../../test/page-samples/page-frame.ts'
import { neutralSettings, openPages } from './page-site.ts'

/** CSS pixels, of a small telephone: nothing may need scrolling sideways. */
const WIDTH = 360

test('every page is accessible on a telephone, as far as a program can tell', async () => {
  const pages = openPages(neutralSettings)
  const app = fastify()
  await app.register(serveAssets, { assets: pages.assets })
  app.get<{ Params: { index: string } }>('/sample/:index', async ({ params }, reply) => {
    const nonce = makeNonce()
    const frame = { ...aPageFrame('de'), nonce, kind: 'open' as const }
    return reply
      .headers(pageHeaders({ nonce }))
      .type('text/html; charset=utf-8')
      .send(allSamples[Number(params.index)]?.render(pages, frame))
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  await using browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 740 } })

  const found: object[] = []
  for (const [index, { name, as }] of allSamples.entries()) {
    await page.goto(`${origin}/sample/${index}`)
    const width = await page.evaluate('document.documentElement.scrollWidth')
    const faults = await accessibilityFaults(page)
    if (width !== WIDTH || faults.length > 0) found.push({ name, as, width, faults })
  }
  expect(allSamples.length).toBeGreaterThan(0)
  expect(found).toEqual([])
})
