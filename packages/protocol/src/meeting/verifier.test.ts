import { scryptSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkMeetingPin, makeMeetingVerifier } from './index.ts'

const pins = fc.integer({ min: 0, max: 9999 }).map((pin) => String(pin).padStart(4, '0'))
const salts = fc.uint8Array({ minLength: 16, maxLength: 16 })

describe('a verifier', () => {
  test('knows its own PIN and no other one', async () => {
    await fc.assert(
      fc.asyncProperty(pins, pins, salts, async (pin, other, salt) => {
        const verifier = await makeMeetingVerifier(pin, salt)
        expect(await checkMeetingPin(verifier, pin)).toBe(true)
        expect(await checkMeetingPin(verifier, other)).toBe(pin === other)
      }),
      // Slow is what a verifier is for.
      { seed: 34, numRuns: 3 },
    )
  })

  test('is another text for another salt, and neither holds the PIN', async () => {
    const verifiers = await Promise.all(
      [1, 2].map((fill) => makeMeetingVerifier('0042', new Uint8Array(16).fill(fill))),
    )
    expect(new Set(verifiers.map((text) => text.split('$').at(-1))).size).toBe(2)
    for (const text of verifiers) expect(text).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/)
  })

  test('has a form that others write as well', async () => {
    // From the documentation of passlib.hash.scrypt.
    const theirs =
      '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E'
    expect(await checkMeetingPin(theirs, 'password')).toBe(true)
    expect(await checkMeetingPin(theirs, 'Password')).toBe(false)
  })

  test('is checked at the cost that it names itself', async () => {
    const salt = Buffer.alloc(16, 7)
    const hash = scryptSync('0042', salt, 32, { N: 2 ** 11, r: 4, p: 2 })
    const [written, hashed] = [salt, hash].map((it) => it.toString('base64').replace(/=+$/, ''))
    expect(await checkMeetingPin(`$scrypt$ln=11,r=4,p=2$${written}$${hashed}`, '0042')).toBe(true)
    expect(await checkMeetingPin(`$scrypt$ln=11,r=4,p=1$${written}$${hashed}`, '0042')).toBe(false)
  })

  test.each(['', '$scrypt$', '0042', '$scrypt$ln=40,r=8,p=3$', '$argon2id$v=19$m=65536$x$y'])(
    'is not "%s"',
    async (text) => {
      await expect(checkMeetingPin(text, '0042')).rejects.toThrow(TypeError)
    },
  )

  test.each(['', '42', '00042', '004a', '٠٠٤٢', '0042\n'])('is not made of "%s"', async (pin) => {
    await expect(makeMeetingVerifier(pin, new Uint8Array(16))).rejects.toThrow(TypeError)
  })

  test.each([0, 15, 17])('is not made with a salt of %i bytes', async (size) => {
    await expect(makeMeetingVerifier('0042', new Uint8Array(size))).rejects.toThrow(TypeError)
  })
})
