import { type Language, makeNonce, pageHeaders, serveAssets } from '@causeway/page-kit'
import { accessibilityFaults, openBrowser } from '@causeway/testkit/browser'
import { fastify } from 'fastify'
import { test as base } from 'vitest'
import { neutralSettings, openPages } from '../src/pages/page-site.ts'
import { allSamples } from './page-samples/all-samples.ts'
import { aPageFrame } from './page-samples/page-frame.ts'

/** CSS pixels, of a small telephone and a desk: nothing may need scrolling sideways. */
const WIDTHS = [360, 1280]

const areaOf = (name: string) => name.split('/')[0] as string
export const areas = [...new Set(allSamples.map(({ name }) => areaOf(name)))]

interface Sample {
  language: Language
  index: string
}

/** `lookAt` gives what is wrong with every page of an area in one language, at both widths. */
export const test = base
  .extend('pages', { scope: 'file' }, () => openPages(neutralSettings))
  .extend('origin', { scope: 'file' }, async ({ pages }, { onCleanup }) => {
    const app = fastify()
    await app.register(serveAssets, { assets: pages.assets })
    app.get<{ Params: Sample }>('/sample/:language/:index', async ({ params }, reply) => {
      const nonce = makeNonce()
      const frame = { ...aPageFrame(params.language), nonce, kind: 'open' as const }
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
    return browser.newPage()
  })
  .extend('lookAt', ({ origin, page }) => async (area: string, language: Language) => {
    const found: object[] = []
    for (const [index, { name, as }] of allSamples.entries()) {
      if (areaOf(name) !== area) continue
      await page.goto(`${origin}/sample/${language}/${index}`)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 740 })
        const needed = await page.evaluate('document.documentElement.scrollWidth')
        const faults = await accessibilityFaults(page)
        if (needed !== width || faults.length > 0) found.push({ name, as, width, needed, faults })
      }
    }
    return found
  })
