import { encodeBase64url } from '@causeway/protocol/suite'
import type { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOfCode, makeWindowCode } from './window-code.ts'

const random = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => encodeBase64url(bytes) as Digest)

test('a code is the same however it is typed, and another one is another', () => {
  fc.assert(
    fc.property(random, random, (one, other) => {
      const [code, second] = [makeWindowCode(one), makeWindowCode(other)]
      expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
      const hash = hashOfCode(code)
      expect(hashOfCode(` ${code.toLowerCase().replaceAll('-', '')} `)).toBe(hash)
      expect(hashOfCode(second) === hash).toBe(code === second)
      expect(hash).not.toContain(code.slice(0, 4))
    }),
    { seed: 53 },
  )
})

test('each of its signs comes from five bits of its own', () => {
  const signs = Array.from({ length: 256 }, (_, byte) => {
    const bytes = new Uint8Array(32).fill(byte)
    return makeWindowCode(encodeBase64url(bytes) as Digest)[0]
  })
  const counts = new Map(signs.map((sign) => [sign, signs.filter((it) => it === sign).length]))
  expect(counts.size).toBe(32)
  expect(new Set(counts.values())).toEqual(new Set([8]))
})
