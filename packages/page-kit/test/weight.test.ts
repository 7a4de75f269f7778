import { expect, test } from 'vitest'
import { showForm } from '../src/index.ts'
import { demo, demoFrame, demoPages, demoView } from './demo-pages.ts'

/**
 * Bytes on the wire of a first load: what a phone at a bus station waits for. The page itself is not
 * compressed: it holds the form token, and its length would say something about it.
 */
const LIMIT = 60_000

test('the first load weighs at most 60 kB', () => {
  const html = demoPages.render(demoView, demo(showForm('')), demoFrame('ro'))
  const { style, script, imported, icon } = demoPages.assets
  const loaded = [style, script, ...imported, icon].map(({ gzipped }) => gzipped.length)
  const all = loaded.reduce((sum, bytes) => sum + bytes, Buffer.byteLength(html))
  expect(all).toBeLessThanOrEqual(LIMIT)
})
