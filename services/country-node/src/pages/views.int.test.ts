import { makeNonce, pageHeaders, serveAssets } from '@causeway/page-kit'
import { accessibilityFaults, openBrowser } from '@causeway/testkit/browser'
import { fastify } from 'fastify'
import { test as base, expect } from 'vitest'
import { allSamples } from '../../test/page-samples/all-samples.ts'
import { aPageFrame } from '../../test/page-samples/page-frame.ts'
import { neutralSettings, openPages } from './page-site.ts'

/** CSS pixels, of a small telephone: nothing may need scrolling sideways. */
const WIDTH = 360

const areaOf = (name: string) => name.split('/')[0] as string
const areas = [...new Set(allSamples.map(({ name }) => areaOf(name)))]

const test = base
  .extend('pages', { scope: 'file' }, () => openPages(neutralSettings))
  .extend('origin', { scope: 'file' }, async ({ pages }, { onCleanup }) => {
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
    onCleanup(() => app.close())
    return app.listen({ host: '127.0.0.1', port: 0 })
  })
  .extend('page', { scope: 'file' }, async ({ origin: _ }, { onCleanup }) => {
    const browser = await openBrowser()
    onCleanup(() => browser.close())
    return browser.newPage({ viewport: { width: WIDTH, height: 740 } })
  })

for (const area of areas) {
  test(`every page of ${area} is accessible on a telephone, as far as a program can tell`, async ({
    origin,
    page,
  }) => {
    const found: object[] = []
    for (const [index, { name, as }] of allSamples.entries()) {
      if (areaOf(name) !== area) continue
      await page.goto(`${origin}/sample/${index}`)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      const faults = await accessibilityFaults(page)
      if (width !== WIDTH || faults.length > 0) found.push({ name, as, width, faults })
    }
    expect(found).toEqual([])
  })
}

test('there are pages', () => expect(areas.length).toBeGreaterThan(5))
