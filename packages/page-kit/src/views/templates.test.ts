import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const templates = globSync('{packages,services}/*/**/*.njk', {
  cwd: repository,
  exclude: ['**/node_modules/**'],
})

/** Drawings are made by functions that escape; they are shown as they are in one file. */
const showsMarkup = 'packages/page-kit/web/views/kit/parts.njk'

test('no template shows a value as markup, styles in place or handles events in place', () => {
  expect(templates).toContain(showsMarkup)
  for (const template of templates) {
    const text = readFileSync(`${repository}/${template}`, 'utf8')
    const faults = text.match(/\bhtml\s*:|\bautoescape\b|\sstyle\s*=|\son[a-z]+\s*=/gi)
    expect({ template, faults }).toEqual({ template, faults: null })
    if (template !== showsMarkup)
      expect({ template, text }).not.toMatchObject({ text: expect.stringMatching(/\|\s*safe\b/) })
  }
  const shown = readFileSync(`${repository}/${showsMarkup}`, 'utf8').match(/[\w.]+\s*\|\s*safe\b/g)
  expect(shown).toEqual(['it.drawing.markup | safe', 'it.markup | safe'])
})
