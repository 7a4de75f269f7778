import { checkMeetingPin, makeMeetingVerifier } from '@causeway/protocol/meeting'
import { decodeBase64url } from '@causeway/protocol/suite'
import type { Digest, RandomId } from '@causeway/schemas/wire'

const DIGITS = 6
const isPin = (text: string): boolean => /^\d{6}$/.test(text)

/** How far each digit is from the one before it, around the clock: 123456 goes by one. */
const stepsOf = (pin: string) =>
  [...pin.slice(1)].map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10)

/**
 * Whether people try it first: one or two digits only, counting up or down, a half said twice or
 * backwards. Five tries are enough for those, and for no others.
 */
export function isGuessable(pin: string): boolean {
  const half = pin.slice(0, DIGITS / 2)
  const rest = pin.slice(DIGITS / 2)
  return (
    new Set(pin).size < 3 ||
    new Set(stepsOf(pin)).size === 1 ||
    rest === half ||
    rest === [...half].toReversed().join('') ||
    pin === pin.slice(0, 2).repeat(DIGITS / 2)
  )
}

/** Whether one is the other with one digit mistyped, or two changed about. */
export function isNear(one: string, other: string): boolean {
  const places = [...one].flatMap((digit, at) => (digit === other[at] ? [] : [at]))
  return places.length < 3
}

/** `undefined` when it can be hers; else why not, as forms call it. */
export function pinFault(pin: string): 'invalid' | 'guessable' | undefined {
  if (!isPin(pin)) return 'invalid'
  return isGuessable(pin) ? 'guessable' : undefined
}

/** What is kept of a PIN: the slow hash of the meeting PIN. */
export const verifierOf = (pin: string, salt: RandomId): Promise<string> =>
  makeMeetingVerifier(pin, decodeBase64url(salt), DIGITS)

/** Whatever is typed costs the same time. */
export const checkPin = (verifier: string, typed: string): Promise<boolean> =>
  checkMeetingPin(verifier, typed)

/** A verifier that nothing anybody can type is known to fit, at the same cost. */
export function noVerifier(salt: RandomId, hash: Digest): string {
  const [first, second] = [salt, hash].map((it) =>
    Buffer.from(it, 'base64url').toString('base64').replace(/=+$/, ''),
  )
  return `$scrypt$ln=15,r=8,p=3$${first}$${second}`
}
