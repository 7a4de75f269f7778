import { MeetingLanguage, meetingWords } from '@causeway/schemas/codes'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meetingLanguageOf, wordsIn } from './index.ts'

const index = fc.integer({ min: 0, max: 255 })
const three = fc.tuple(index, index, index)

test('three words say in every language which three they are', () => {
  fc.assert(
    fc.property(three, (indices) => {
      for (const language of MeetingLanguage.options) {
        const heard = wordsIn(language, indices).map((word) => meetingWords[language].indexOf(word))
        expect(heard).toEqual(indices)
      }
    }),
    { seed: 33 },
  )
})

test.each([-1, 256, 0.5, Number.NaN])('there is no word at %d', (outside) => {
  const places = [
    [outside, 0, 0],
    [0, outside, 0],
    [0, 0, outside],
  ] as [number, number, number][]
  for (const place of places) expect(() => wordsIn('ron', place)).toThrow(RangeError)
})

test.each([
  [['ron', 'eng'], 'ron'],
  [['hun', 'rom', 'deu', 'ron'], 'deu'],
  [['nld'], 'nld'],
  [['hun', 'ukr'], 'eng'],
  [['RON', 'ro', ''], 'eng'],
  [[], 'eng'],
])('of the languages %j her words are in %s', (spoken, language) => {
  expect(meetingLanguageOf(spoken)).toBe(language)
})
