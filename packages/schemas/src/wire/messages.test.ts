import { describe, expect, test } from 'vitest'
import { ENVELOPE_LIFETIME_SECONDS, EnvelopeHeader } from './envelope.ts'
import { CompactJwe, CompactJws, Digest, RandomId } from './primitives.ts'
import { Receipt } from './receipt.ts'

const id = 'A'.repeat(22)
const digest = 'A'.repeat(43)
const iat = 1_800_000_000

const header = {
  v: 1,
  id,
  from: 'gb',
  to: 'ro',
  seq: 1,
  iat,
  exp: iat + ENVELOPE_LIFETIME_SECONDS,
  enc_kid: digest,
  ct_sha256: digest,
  len: 7000,
  commit: digest,
}

describe('an envelope header', () => {
  test('is taken as described', () => {
    expect(EnvelopeHeader.parse(header)).toEqual(header)
  })

  test.each(Object.keys(header))('needs %s', (key) => {
    expect(EnvelopeHeader.safeParse({ ...header, [key]: undefined }).success).toBe(false)
    const { [key]: _, ...rest } = header as Record<string, unknown>
    expect(EnvelopeHeader.safeParse(rest).success).toBe(false)
  })

  test.each([
    ['another version', { v: 2 }],
    ['a letter to oneself', { to: 'gb' }],
    ['another lifetime', { exp: iat + 1 }],
    ['sequence 0', { seq: 0 }],
    ['a sequence beyond what JSON numbers hold', { seq: 2 ** 53 }],
    ['a sequence as text', { seq: '1' }],
    ['a node in capitals', { from: 'GB' }],
    ['an id with stray bits', { id: `${'A'.repeat(21)}B` }],
    ['a digest with stray bits', { commit: `${'A'.repeat(42)}B` }],
    ['a word about the kind of message', { type: 'referral.event' }],
    ['more than the hub takes', { len: 250_001 }],
  ])('refuses %s', (_, change) => {
    expect(EnvelopeHeader.safeParse({ ...header, ...change }).success).toBe(false)
  })
})

describe('a receipt', () => {
  const applied = { kind: 'applied', by: 'ro', env: digest, at: iat }
  const accepted = { kind: 'submission_accepted', by: 'hub', env: digest, at: iat, merge_by: iat }

  test.each([
    ['applied', applied],
    ['applied with an event', { ...applied, event: digest }],
    ['applied with surplus', { ...applied, code: 'surplus' }],
    ['accepted by the hub', accepted],
    ['rejected with a reason', { ...applied, kind: 'rejected', code: 'schema' }],
    ['retrieved', { ...applied, kind: 'retrieved' }],
    ['non_delivery', { ...applied, kind: 'non_delivery' }],
  ])('may say: %s', (_, receipt) => {
    expect(Receipt.parse(receipt)).toEqual(receipt)
  })

  test.each([
    ['rejected without a reason', { ...applied, kind: 'rejected' }],
    ['applied with another code', { ...applied, code: 'schema' }],
    ['retrieved with surplus', { ...applied, kind: 'retrieved', code: 'surplus' }],
    ['applied by the hub', { ...applied, by: 'hub' }],
    ['accepted by a node', { ...accepted, by: 'ro' }],
    ['accepted without merge_by', { ...accepted, merge_by: undefined }],
    ['applied with merge_by', { ...applied, merge_by: iat }],
    ['a note beside it', { ...applied, note: 'x' }],
    ['another kind', { ...applied, kind: 'lost' }],
  ])('may not say: %s', (_, receipt) => {
    expect(Receipt.safeParse(receipt).success).toBe(false)
  })
})

describe('primitives', () => {
  test('have one spelling for each value', () => {
    const last = (schema: typeof Digest | typeof RandomId, length: number) =>
      [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter(
        (letter) => schema.safeParse('A'.repeat(length - 1) + letter).success,
      )
    expect(last(Digest, 43)).toHaveLength(16)
    expect(last(RandomId, 22)).toHaveLength(4)
    for (const letter of last(Digest, 43)) {
      const text = 'A'.repeat(42) + letter
      expect(Buffer.from(text, 'base64url').toString('base64url')).toBe(text)
    }
  })

  test('compact forms have their parts and no others', () => {
    expect(CompactJws.safeParse('a.b.c').success).toBe(true)
    for (const text of ['a.b', 'a.b.', 'a..c', 'a.b.c.d', 'a.b.c=', 'a.b.c\n', 'a.b.c ']) {
      expect(CompactJws.safeParse(text).success).toBe(false)
    }
    expect(CompactJwe.safeParse('a.b..c.').success).toBe(true)
    for (const text of ['a.b.c.d.e', 'a.b..c.e', 'a.b.i.c.', '..a.b.', 'a.b..c.\n']) {
      expect(CompactJwe.safeParse(text).success).toBe(false)
    }
  })
})
