import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

const ORIGIN = 'https://node.example'

/** What people try, and pieces of it in any order. */
const piece = fc.constantFrom('/', '\\', '//', '@', ':', 'https:', 'evil.example', '.', '..', '%2f')
const anything = fc.oneof(
  fc.string(),
  fc.array(piece).map((pieces) => pieces.join('')),
  fc.webUrl(),
)

test('leads nowhere but to this node, whatever is asked', () => {
  fc.assert(
    fc.property(anything, (to) => {
      const url = new URL(returnPath(to), ORIGIN)
      expect(url.origin).toBe(ORIGIN)
      expect([url.username, url.password]).toEqual(['', ''])
    }),
    { numRuns: 2_000 },
  )
})

test.each(['/', '/referrals', '/referrals/aB_-9?page=2&part=a.b~c'])('keeps %s', (to) => {
  expect(returnPath(to)).toBe(to)
})

test.each([
  undefined,
  '',
  'referrals',
  '//evil.example',
  '/\\evil.example',
  '/a\r\nset-cookie: b=c',
  `/${'a'.repeat(300)}`,
])('answers %j with the front door', (to) => {
  expect(returnPath(to)).toBe('/')
})
