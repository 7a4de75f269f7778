import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPin, isGuessable, isNear, noVerifier, pinFault, verifierOf } from './window-pin.ts'

const digit = fc.integer({ min: 0, max: 9 })
const digits = (count: number) =>
  fc.array(digit, { minLength: count, maxLength: count }).map((all) => all.join(''))

describe('a PIN', () => {
  test.each(['000000', '112211', '123456', '654321', '789012', '121212', '123123', '123321'])(
    '%s is what people try first',
    (pin) => expect(pinFault(pin)).toBe('guessable'),
  )

  test.each(['12345', '1234567', '12345a', '', ' 27160', '１２３４５６'])('%j is none', (pin) =>
    expect(pinFault(pin)).toBe('invalid'),
  )

  test('is guessable whichever digits a pattern is made of, and hardly ever by chance', () => {
    fc.assert(
      fc.property(digits(3), digits(2), digit, digit, (three, two, first, step) => {
        const counted = Array.from({ length: 6 }, (_, at) => (first + at * step) % 10).join('')
        const mirrored = three + [...three].toReversed().join('')
        for (const pin of [three + three, mirrored, two + two + two, counted]) {
          expect([pin, isGuessable(pin)]).toEqual([pin, true])
        }
      }),
      { seed: 51 },
    )
    const all = Array.from({ length: 10_000 }, (_, at) => String(at * 100 + 37).padStart(6, '0'))
    expect(all.filter(isGuessable).length).toBeLessThan(all.length / 50)
  })

  test('is near another one when two fingers have slipped, whichever is which', () => {
    fc.assert(
      fc.property(digits(6), digits(6), (one, other) => {
        const differing = [...one].filter((it, at) => it !== other[at]).length
        expect(isNear(one, other)).toBe(differing < 3)
        expect(isNear(other, one)).toBe(isNear(one, other))
      }),
      { seed: 52 },
    )
  })

  test('is known again by its verifier, and fits no verifier of nobody', async () => {
    const salt = 'AAAAAAAAAAAAAAAAAAAAAA' as never
    const verifier = await verifierOf('271604', salt)
    expect(verifier).not.toContain('271604')
    expect(await checkPin(verifier, '271604')).toBe(true)
    for (const typed of ['271605', '', 'x'.repeat(100)]) {
      expect(await checkPin(verifier, typed)).toBe(false)
    }
    expect(await checkPin(noVerifier(salt, 'B'.repeat(43) as never), '271604')).toBe(false)
  })
})
