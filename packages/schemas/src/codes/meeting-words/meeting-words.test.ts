import { describe, expect, test } from 'vitest'
import { MeetingLanguage } from '../life-cycle.ts'
import { meetingWords } from './index.ts'

/** What is left of a word for somebody who types or hears without care: no capitals, no marks. */
const bare = (word: string) =>
  word.normalize('NFD').replace(/\p{M}/gu, '').replace('ß', 'ss').toLowerCase()

/** How many letters have to be put in, left out or changed to make one word the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (const [column, other] of [...to].entries()) {
      const [left = 0, above = 0, corner = 0] = [next[column], row[column + 1], row[column]]
      next.push(Math.min(left + 1, above + 1, corner + Number(letter !== other)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

const pairs = (words: readonly string[]) =>
  words.flatMap((word, at) => words.slice(at + 1).map((other) => [word, other] as const))

/** Letters of each language; Romanian ș and ț with the comma below, not the cedilla. */
const spelling = {
  eng: /^[a-z]{3,11}$/,
  ron: /^[a-zăâîșț]{3,13}$/,
  nld: /^[a-zï]{3,13}$/,
  deu: /^[A-Z][a-zäöüß]{2,14}$/,
}

test.each([
  ['table', 'table', 0],
  ['milk', 'hill', 2],
  ['sand', 'sandwich', 4],
  ['', 'oak', 3],
])('the distance from "%s" to "%s" is %i', (from, to, letters) => {
  expect(distance(from, to)).toBe(letters)
  expect(distance(to, from)).toBe(letters)
})

describe.each(MeetingLanguage.options)('meeting words of %s', (language) => {
  const words = meetingWords[language]

  test('are 256, each one word in the letters of its language', () => {
    expect(words).toHaveLength(256)
    for (const word of words) {
      expect(word).toBe(word.normalize('NFC'))
      expect(word).toMatch(spelling[language])
    }
  })

  test('stay apart by two letters or more, also without capitals and marks', () => {
    const close = pairs(words.map(bare)).filter(([word, other]) => distance(word, other) < 2)
    expect(close).toEqual([])
  })
})

test('a list says at each index what the others say, as far as a few landmarks can show', () => {
  const rows = {
    0: ['apple', 'măr', 'appel', 'Apfel'],
    56: ['table', 'masă', 'tafel', 'Tisch'],
    119: ['polka', 'polcă', 'polka', 'Polka'],
    120: ['theatre', 'teatru', 'theater', 'Theater'],
    152: ['bakery', 'brutărie', 'bakkerij', 'Bäckerei'],
    200: ['tree', 'copac', 'boom', 'Baum'],
    224: ['hedgehog', 'arici', 'egel', 'Igel'],
    255: ['condor', 'condor', 'condor', 'Kondor'],
  }
  for (const [index, row] of Object.entries(rows)) {
    expect(MeetingLanguage.options.map((language) => meetingWords[language][+index])).toEqual(row)
  }
})
