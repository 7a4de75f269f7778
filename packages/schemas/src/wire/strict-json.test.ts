import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonFault, parseStrictJson } from './strict-json.ts'

const ruleOf = (text: string) => {
  try {
    parseStrictJson(text)
    return 'taken'
  } catch (fault) {
    return fault instanceof JsonFault ? fault.rule : 'thrown something else'
  }
}

describe('strict JSON', () => {
  test('agrees with JSON.parse on whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(
        fc.json({ depthSize: 'medium', maxDepth: 8 }),
        fc.nat({ max: 4 }),
        (text, indent) => {
          expect(parseStrictJson(text)).toEqual(JSON.parse(text))
          const spaced = JSON.stringify(JSON.parse(text), undefined, indent)
          expect(parseStrictJson(spaced)).toEqual(JSON.parse(spaced))
        },
      ),
      { seed: 11, numRuns: 1000 },
    )
  })

  test('takes nothing that JSON.parse refuses', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b":',
      '1',
      'null',
      '"',
      '\\',
      ' ',
      '\u0000',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
        const text = parts.join('')
        if (ruleOf(text) === 'taken') expect(() => JSON.parse(text)).not.toThrow()
      }),
      { seed: 12, numRuns: 5000 },
    )
  })

  test.each([
    ['plainly', '{"a":1,"a":1}'],
    ['with an escape', '{"a":1,"\\u0061":2}'],
    ['with the escape first', '{"\\u0061":1,"a":2}'],
    ['with white space before the colon', '{"a" :1,"a"\n\t:2}'],
    ['in a nested object', '[{"x":{"a":1,"b":[{}],"a":2}}]'],
    ['after a nested object', '{"a":{"a":{"a":1}},"b":2,"a":3}'],
    ['as the empty name', '{"":1,"":2}'],
    ['as an escaped quotation mark', '{"\\"":1,"\\u0022":2}'],
    ['as a surrogate pair', '{"\\ud83d\\ude00":1,"😀":2}'],
    ['as __proto__', '{"__proto__":1,"__proto__":2}'],
  ])('refuses a repeated key spelt %s', (_, text) => {
    expect(() => JSON.parse(text)).not.toThrow()
    expect(ruleOf(text)).toBe('duplicate_key')
  })

  test('takes one key in two objects, and text that only looks like a key', () => {
    const text = '[{"a":1},{"a":"a"},{"b":["a","a","{\\"a\\":1,\\"a\\":2}"],"a":"\\\\"}]'
    expect(parseStrictJson(text)).toEqual(JSON.parse(text))
  })

  test('takes more brackets than it takes levels', () => {
    for (const text of [`[${'[],'.repeat(40)}{}]`, `{"a":[${'{},'.repeat(40)}[]]}`]) {
      expect(parseStrictJson(text)).toEqual(JSON.parse(text))
    }
  })

  test('takes nesting of 32 and refuses 33', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    expect(ruleOf(nested(32))).toBe('taken')
    expect(ruleOf(nested(33))).toBe('depth')
    expect(ruleOf(objects(32))).toBe('taken')
    expect(ruleOf(objects(33))).toBe('depth')
  })

  test.each([
    ['brackets', '['.repeat(1_000_000), 'depth'],
    ['objects', '{"a":'.repeat(1_000_000), 'depth'],
    ['closing brackets', ']'.repeat(1_000_000), 'syntax'],
    ['quotation marks', '"\\'.repeat(1_000_000), 'syntax'],
    ['white space after a key', `{"a"${' '.repeat(1_000_000)}`, 'syntax'],
  ])('answers a million %s at once', (_, text, rule) => {
    const start = performance.now()
    expect(ruleOf(text)).toBe(rule)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('a key named __proto__ is a key like any other', () => {
    const value = parseStrictJson('{"__proto__":{"admin":true}}') as object
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect('admin' in {}).toBe(false)
  })

  test('a fault holds nothing of the text', () => {
    for (const text of ['{"Maria":1,"Maria":2}', '{"Maria"', 'Maria', '"\\uMaria"']) {
      try {
        parseStrictJson(text)
        expect.unreachable()
      } catch (fault) {
        const { message, cause, stack } = fault as JsonFault
        expect(`${message} ${String(cause)} ${stack?.split('\n')[0]}`).not.toContain('Maria')
      }
    }
  })
})

test.each([
  ['half of a surrogate pair, escaped', '{"a":["\\ud800"]}'],
  ['half of a surrogate pair, as it is', '["\ud800"]'],
  ['a NUL', '{"a":"b\\u0000"}'],
  ['half of a surrogate pair in a key', '{"\\udc00":1}'],
])('refuses %s', (_what, text) => {
  expect(() => parseStrictJson(text)).toThrow(expect.objectContaining({ rule: 'character' }))
})

test('takes characters beyond the basic plane, escaped or not', () => {
  expect(parseStrictJson('["\\ud83d\\ude00", "😀", "\\u0103"]')).toEqual(['😀', '😀', 'ă'])
})
