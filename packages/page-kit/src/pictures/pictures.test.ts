import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageingBars, disclosureMatrix, qrCode, timeline } from './index.ts'
import { svg } from './svg.ts'
import { wrapWords } from './wrap-words.ts'

const words = { sees: 'They see it', later: 'Later', stays: 'Stays here' }

test('whatever stands in a value, it is text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const inner = svg`<a b="${text}">${text}</a>`.markup.slice(3, -4)
      expect(inner.match(/[<>]/g)).toEqual(['>'])
      expect(inner.match(/"/g)).toHaveLength(2)
    }),
    { examples: [['"><script>'], ["' onload='x"], ['&lt;']] },
  )
})

test('lines hold all words in order, and none is longer than it may be', () => {
  const text = fc.array(fc.stringMatching(/^[a-z]{1,12}$/)).map((it) => it.join(' '))
  fc.assert(
    fc.property(text, fc.integer({ min: 12, max: 30 }), (all, length) => {
      const lines = wrapWords(all, length)
      expect(lines.join(' ')).toBe(all)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(length)
    }),
  )
})

describe('a drawing and its table say the same', () => {
  test('timeline', () => {
    const { drawing, table } = timeline({
      title: 'Steps',
      columns: ['Step', 'When'],
      steps: [
        { text: 'Sent', when: 'Friday', state: 'past' },
        { text: 'Met', state: 'coming' },
      ],
    })
    expect(table.rows).toEqual([
      ['Sent', 'Friday'],
      ['Met', '–'],
    ])
    expect(drawing.markup.match(/<text/g)).toHaveLength(3)
    expect(drawing.markup.match(/class="mark"/g)).toHaveLength(2)
  })

  test('ageing bars: how full a bar is follows its own deadline', () => {
    const items = ['2026-11-22T00:00:00Z', '2026-11-20T10:00:00Z', '2026-11-21T00:00:00Z'].map(
      (due, at) => ({ name: `${at}`, started: '2026-11-20T00:00:00Z', due, left: `left ${at}` }),
    )
    const now = '2026-11-20T12:00:00Z'
    const bars = ageingBars({ title: 'Waiting', columns: ['Which', 'Left'], items, now })
    const widths = [...bars.drawing.markup.matchAll(/class="gone"[^>]*width="([\d.]+)"/g)]
    expect(widths.map(([, width]) => Number(width) / 319)).toEqual(
      [0.25, 1, 0.5].map((it) => expect.closeTo(it, 2)),
    )
    expect(bars.drawing.markup.match(/class="(calm|soon|late)"/g)).toEqual([
      'class="calm"',
      'class="late"',
      'class="calm"',
    ])
    expect(bars.table.rows[1]).toEqual(['1', 'left 1'])
  })

  test('disclosure matrix', () => {
    const { drawing, table } = disclosureMatrix({
      title: 'Who sees what',
      what: 'What',
      who: ['North', 'Transport'],
      items: [{ name: 'Name', seen: ['sees', 'stays'] }],
      words,
    })
    expect(table).toEqual({
      columns: ['What', 'North', 'Transport'],
      rows: [['Name', 'They see it', 'Stays here']],
    })
    expect(drawing.markup.match(/class="bar"/g)).toHaveLength(2)
  })

  test('a matrix with a gap is refused, since a gap would look like "stays"', () => {
    const items = [{ name: 'Name', seen: ['sees'] as const }]
    const who = ['North', 'Transport']
    expect(() => disclosureMatrix({ title: 't', what: 'w', who, items, words })).toThrow(TypeError)
  })
})

test('a QR code has its quiet edge, and another code another drawing', () => {
  const [one, other] = [qrCode('K7QM2', 'Card').markup, qrCode('K7QM3', 'Card').markup]
  expect(one).not.toBe(other)
  const corners = [...one.matchAll(/M(\d+) (\d+)h1/g)].map(([, x, y]) => [Number(x), Number(y)])
  const size = Number(/viewBox="0 0 (\d+)/.exec(one)?.[1])
  expect(Math.min(...corners.flat())).toBe(4)
  expect(Math.max(...corners.flat())).toBe(size - 5)
})
