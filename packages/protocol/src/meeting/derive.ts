import { hkdfSync } from 'node:crypto'
import { Refusal } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { decodeBase64url } from '../suite/index.ts'

const SECRET_BYTES = 16
/** So many bytes that their remainder favours no PIN by as much as one part in 2^114. */
const PIN_BYTES = 16
const PINS = 10_000
/** Digits and capitals without those that are read for another one (Crockford's base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CARD_SIGNS = 12

/**
 * What the worker says, as places in a list of meeting words; what she answers: four digits; and
 * what stands on her card: `XXXX-XXXX-XXXX`, 60 bits.
 */
export interface MeetingWords {
  indices: [number, number, number]
  pin: string
  card: string
}

/**
 * What both nodes come to from the secret of a plan and the referral it is for: HKDF-SHA256
 * (RFC 5869) with the id of the referral as salt, one key for what is said, another one for the answer
 * and a third for the card, so that none tells anything of another. Throws `Refusal('format')` when the secret is
 * not 16 bytes in base64url.
 */
export function meetingWordsOf(secret: string, referral: RandomId): MeetingWords {
  const key = decodeBase64url(secret)
  if (key.length !== SECRET_BYTES) throw new Refusal('format')
  const derive = (who: 'worker' | 'person' | 'card', size: number) =>
    new Uint8Array(hkdfSync('sha256', key, referral, `cw/1 meet ${who}`, size))

  const [first = 0, second = 0, third = 0] = derive('worker', 3)
  const pin = derive('person', PIN_BYTES).reduce((rest, byte) => (rest * 256 + byte) % PINS, 0)
  const signs = [...derive('card', CARD_SIGNS)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
  return {
    indices: [first, second, third],
    pin: String(pin).padStart(4, '0'),
    card: signs.replace(/.{4}(?=.)/g, '$&-'),
  }
}

/**
 * The code of a card as it is compared, from what somebody typed or scanned: capitals, no spaces or
 * hyphens that were not printed, and a letter that is taken for a digit as that digit.
 */
export const readCardCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/.{4}(?=.)/g, '$&-')
