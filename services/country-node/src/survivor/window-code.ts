import { createHash } from 'node:crypto'
import { decodeBase64url } from '@causeway/protocol/suite'
import type { Digest } from '@causeway/schemas/wire'

/** 32 signs that nobody takes for one another on paper: neither I and 1 nor O and 0. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 16
const IN_FOURS = /.{4}(?=.)/g

/** A code of 80 bits as it is printed, `K7MP-3XQA-9FTR-HC2W`, from 256 random bits. */
export function makeWindowCode(random: Digest): string {
  const bytes = decodeBase64url(random)
  const signs = Array.from(bytes.subarray(0, LENGTH), (byte) => SIGNS[byte % SIGNS.length])
  return signs.join('').replace(IN_FOURS, '$&-')
}

/**
 * What is kept, and looked for, of a code as somebody types it: in small letters, with spaces,
 * without hyphens. Whatever is typed has a hash, so that nothing is refused sooner than the rest.
 */
export const hashOfCode = (typed: string): string =>
  createHash('sha256')
    .update(`cw/1 window\n${typed.toUpperCase().replace(/[^0-9A-Z]/g, '')}`)
    .digest('base64url')
