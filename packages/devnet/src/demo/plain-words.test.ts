import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listInWords, WIDTH, wrap } from './plain-words.ts'

test('codes are told in words', () => {
  const told = listInWords({ age_band: 'from_27_to_29', spoken_languages: ['ron', 'eng'] })
  expect(told).toBe('age band from 27 to 29, spoken languages ron and eng')
})

const words = fc.array(fc.stringMatching(/^[a-z,"]{1,40}$/), { minLength: 1, maxLength: 60 })

test('no line is longer than 100 columns, and every word is kept in its place', () =>
  fc.assert(
    fc.property(words, fc.integer({ min: 0, max: 30 }), (all, margin) => {
      const lines = wrap(all.join(' '), ' '.repeat(margin))
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(WIDTH)
      for (const line of lines) expect(line.startsWith(' '.repeat(margin))).toBe(true)
      expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(all)
    }),
  ))
