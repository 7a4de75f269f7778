import { createHmac } from 'node:crypto'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idOf } from '../../test/network.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import { encodeBase64url } from '../suite/index.ts'
import { meetingWordsOf, readCardCode } from './index.ts'

const bytes16 = fc.uint8Array({ minLength: 16, maxLength: 16 })
const ids = bytes16.map((bytes) => encodeBase64url(bytes) as RandomId)

/** The first block of HKDF, straight from RFC 5869. */
function firstBlock(secret: string, salt: string, info: string): Buffer {
  const extracted = createHmac('sha256', salt).update(Buffer.from(secret, 'base64url')).digest()
  return createHmac('sha256', extracted).update(info).update(Uint8Array.of(1)).digest()
}

describe('words and PIN of a meeting', () => {
  test('are the bytes of one key, and the number that the bytes of another one spell', () => {
    fc.assert(
      fc.property(ids, ids, (secret, referral) => {
        const { indices, pin, card } = meetingWordsOf(secret, referral)
        const said = firstBlock(secret, referral, 'cw/1 meet worker').subarray(0, 3)
        const answer = firstBlock(secret, referral, 'cw/1 meet person').subarray(0, 16)
        expect(indices).toEqual([...said])
        expect(pin).toMatch(/^\d{4}$/)
        expect(BigInt(pin)).toBe(BigInt(`0x${answer.toString('hex')}`) % 10_000n)
        const signs = firstBlock(secret, referral, 'cw/1 meet card').subarray(0, 12)
        const spelled = [...signs].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte & 31])
        expect(card.replaceAll('-', '')).toBe(spelled.join(''))
        expect(card).toMatch(/^\w{4}-\w{4}-\w{4}$/)
      }),
      { seed: 31, numRuns: 1000 },
    )
  })

  test('come from nothing but 16 bytes in their one spelling', async () => {
    const spellings = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).filter(({ length }) => length !== 16),
      fc.constant(undefined),
    )
    await fc.assert(
      fc.asyncProperty(ids, spellings, async (secret, bytes) => {
        const wrong = bytes ? [encodeBase64url(bytes)] : [`${secret}=`, ` ${secret}`, `${secret}A`]
        for (const text of wrong) {
          expect(await refusalOf(() => meetingWordsOf(text, idOf('referral')))).toBe('format')
        }
        expect(await refusalOf(() => meetingWordsOf(secret, idOf('referral')))).toBe('ok')
      }),
      { seed: 32, numRuns: 200 },
    )
  })
})

test('a code is read however it was typed', () => {
  const careless = fc.record({ isLow: fc.boolean(), gap: fc.constantFrom('', ' ', '-', '  ') })
  fc.assert(
    fc.property(ids, ids, careless, (secret, referral, { isLow, gap }) => {
      const { card } = meetingWordsOf(secret, referral)
      const mistaken = card
        .replace(/0/g, 'O')
        .replace(/1/g, isLow ? 'l' : 'I')
        .replaceAll('-', gap)
      expect(readCardCode(isLow ? mistaken.toLowerCase() : mistaken)).toBe(card)
      expect(readCardCode(`${card}0`)).not.toBe(card)
    }),
    { seed: 35, numRuns: 300 },
  )
})

/**
 * Whether draws fall evenly into boxes: whether Pearson's statistic is below what even draws exceed
 * once in three million times. That bound is five deviations of the normal curve, carried over to the
 * chi-squared one by the cube root (Wilson and Hilferty).
 */
function isEven(draws: readonly number[], boxes: number): boolean {
  const expected = draws.length / boxes
  const counts = new Array<number>(boxes).fill(0)
  for (const box of draws) counts[box] = (counts[box] ?? 0) + 1
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  const freedom = boxes - 1
  const variance = 2 / (9 * freedom)
  return statistic < freedom * (1 - variance + 5 * Math.sqrt(variance)) ** 3
}

describe('over many secrets', () => {
  const referral = idOf('referral')
  const drawn = Array.from({ length: 20_000 }, (_, n) =>
    meetingWordsOf(idOf(`secret ${n}`), referral),
  )

  test.each([0, 1, 2])('every word is as likely as another one, place %i', (place) => {
    const words = drawn.map(({ indices }) => indices[place] ?? -1)
    expect(isEven(words, 256)).toBe(true)
  })

  test.each([0, 1, 2, 3])('every digit of a PIN is as likely as another one, place %i', (place) => {
    const digits = drawn.map(({ pin }) => Number(pin[place]))
    expect(isEven(digits, 10)).toBe(true)
  })

  test('what is said tells nothing of the answer, nor one word of the next', () => {
    const sixteenth = (index = 0) => index >> 4
    const both = (one: number, other: number) => one * 16 + other
    const words = drawn.map(({ indices: [a, b] }) => both(sixteenth(a), sixteenth(b)))
    expect(isEven(words, 256)).toBe(true)
    const answers = drawn.map(({ indices: [a], pin }) => sixteenth(a) * 10 + Number(pin[0]))
    expect(isEven(answers, 160)).toBe(true)
  })

  test('the measure finds a PIN that two bytes were reduced to', () => {
    const reduced = drawn.map(({ indices: [a, b] }) => ((a * 256 + b) % 10_000) / 1000)
    expect(isEven(reduced.map(Math.floor), 10)).toBe(false)
  })
})
