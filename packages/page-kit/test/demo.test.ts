import { htmlFaults } from '@causeway/testkit/browser'
import { describe, expect, test } from 'vitest'
import { viewNames } from '../src/checks.ts'
import {
  hiddenView,
  Language,
  leftView,
  PageProblem,
  problemView,
  readForm,
  showForm,
  type View,
} from '../src/index.ts'
import { DemoForm, demo, demoFrame, demoPages, demoView } from './demo-pages.ts'

const key = '5e0c2c2e-8a0c-4d7e-9a55-3a4f5a6b7c8d'

/** As somebody sees it who is not signed in. */
function render<Model>(view: View<Model>, model: Model, language: Language): string {
  const { signedIn: _, sections: __, ...frame } = demoFrame(language)
  return demoPages.render(view, model, frame)
}

describe.each(Language.options)('in %s', (language) => {
  test('a form is HTML as it is first shown, and with its faults', async () => {
    const fresh = demoPages.render(demoView, demo(showForm(key)), demoFrame(language))
    expect(await htmlFaults(fresh)).toEqual([])

    const read = readForm(DemoForm, {
      key,
      form_token: 'token',
      place: 'women',
      note: '<b>kept</b>',
    })
    if (read.ok) throw new Error('two fields were missing')
    const again = demoPages.render(demoView, demo(read.form), demoFrame(language))
    expect(await htmlFaults(again)).toEqual([])
    expect(again).toContain('href="#arrival"')
    expect(again).toContain('href="#receiver"')
    expect(again).toContain('&lt;b&gt;kept&lt;/b&gt;')
    expect(again).toMatch(/value="women" checked/)
  })

  test.each(PageProblem.options)('the problem "%s" is HTML', async (problem) => {
    expect(await htmlFaults(render(problemView, { problem, homeHref: '/' }, language))).toEqual([])
  })

  test('so are the pages on which one leaves', async () => {
    expect(await htmlFaults(render(hiddenView, {}, language))).toEqual([])
    const left = render(leftView, { to: 'https://weather.example/' }, language)
    expect(await htmlFaults(left)).toEqual([])
    expect(left).toContain('0; url=https://weather.example/')
  })
})

test('no view of the kit is without a test', () => {
  const views = [hiddenView, leftView, problemView].map(({ name }) => name)
  expect(viewNames(new URL('../web/views/', import.meta.url))).toEqual(views)
})

test('a page runs and styles nothing that does not carry its nonce', () => {
  const html = demoPages.render(demoView, demo(showForm(key)), demoFrame('en'))
  const tags = html.match(/<(script|style|link rel="(stylesheet|modulepreload)")[^>]*>/g) ?? []
  expect(tags.length).toBeGreaterThan(5)
  for (const tag of tags) expect(tag).toContain('nonce="bm9uY2U="')
  expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i)
})

test('a view with a schema refuses a model that holds more than was agreed', () => {
  const model = { problem: 'gone', homeHref: '/', name: 'Synthetic' } as const
  expect(() => demoPages.render(problemView, model, demoFrame('en'))).toThrow()
})
