import { expect, test } from 'vitest'
import { accessibilityFaults, htmlFaults, openBrowser } from './index.ts'

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Trial</title></head><body><main><h1>Trial</h1>${body}</main></body></html>`

test('a browser opens, shows a page, and axe tells a good one from a bad one', async () => {
  await using browser = await openBrowser()
  const tab = await browser.newPage()
  await tab.setContent(page('<p>Good</p>'))
  expect(await tab.innerText('p')).toBe('Good')
  expect(await accessibilityFaults(tab)).toEqual([])
  await tab.setContent(page('<input type="text">'))
  expect(await accessibilityFaults(tab)).toEqual([expect.stringContaining('label')])
})

test('markup that is not HTML is found', async () => {
  expect(await htmlFaults(page('<p>Good</p>'))).toEqual([])
  expect(await htmlFaults(page('<p style="top:0"><div></div></p>'))).not.toEqual([])
})
