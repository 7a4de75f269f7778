import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needlesFor } from './needles.ts'
import { scan } from './scan.ts'

async function* texts(...all: string[]) {
  yield* all
}

/** Text of the kinds a record holds, long enough that it does not turn up by chance. */
const value = fc
  .array(fc.constantFrom(...'abcXYZ019 "\\/\n\tșțâéЖ漢😀+-_=<&'), { minLength: 6, maxLength: 40 })
  .map((characters) => characters.join(''))

const inJson = (text: string) => JSON.stringify({ before: 1, text, after: 'x' })
const inAsciiJson = (text: string) =>
  inJson(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const spellings: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in JSON': inJson,
  'in JSON with escapes for all that is not ASCII': inAsciiJson,
  'in JSON within JSON': (text) => inJson(inJson(text)),
  'in an address': (text) => encodeURIComponent(text),
  'in a form': (text) => new URLSearchParams({ text }).toString(),
  'in hex': (text) => Buffer.from(text).toString('hex'),
  'in upper case hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
}

for (const [name, spell] of Object.entries(spellings)) {
  test(`a value ${name} is found wherever it stands`, () =>
    fc.assert(
      fc.asyncProperty(value, fc.string(), fc.string(), async (hidden, before, after) => {
        const hay = name.includes('hex') || name.includes('base64')
        const text = hay ? spell(before + hidden + after) : before + spell(hidden) + after
        expect((await scan(texts('nothing', text), [hidden])).found).toEqual(new Set([0]))
      }),
    ))
}

test('a value within a longer text in JSON is found', () =>
  fc.assert(
    fc.asyncProperty(value, fc.string(), fc.string(), async (hidden, before, after) => {
      const whole = before + hidden + after
      const { found } = await scan(texts(inJson(whole), inJson(inJson(whole))), [hidden])
      expect(found).toEqual(new Set([0]))
    }),
  ))

test('finds nothing where nothing is, and says how much it read', async () => {
  const haystack = ['a seal', Buffer.from('șîr').toString('base64')]
  const { found, bytesScanned } = await scan(texts(...haystack), ['Ana Exemplu', '+9991234567'])
  expect(found).toEqual(new Set())
  expect(bytesScanned).toBe(6 + 8)
})

test('tells values apart', async () => {
  const { found } = await scan(texts('xx second xx'), ['first one', 'second', 'third one'])
  expect(found).toEqual(new Set([1]))
})

test('no needle is so short that anything would match it', () => {
  for (const needle of needlesFor('abcdef')) expect(needle.length).toBeGreaterThanOrEqual(6)
})
