import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyFile, NOW, nodeId, testNetwork } from '../../test/network.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import { hpke9, importOpeningKey } from './keys.ts'
import { PLAINTEXT_BUCKETS, pad, unpad } from './padding.ts'
import { open, type SealingKey, seal } from './seal.ts'

const { directory, findOpeningKey } = await testNetwork()
const recipient = directory.findSealingKey(nodeId('ro'), NOW) as SealingKey
const largest = PLAINTEXT_BUCKETS.at(-1) as number

/** Seals bytes as they are, without padding them. */
async function sealRaw(bytes: Uint8Array) {
  const header = Buffer.from(JSON.stringify({ alg: 'HPKE-9', kid: recipient.kid })).toString(
    'base64url',
  )
  const { encapsulatedSecret, ciphertext } = await hpke9.Seal(recipient.publicKey, bytes, {
    aad: Buffer.from(header),
  })
  const encode = (part: Uint8Array) => Buffer.from(part).toString('base64url')
  return `${header}.${encode(encapsulatedSecret)}..${encode(ciphertext)}.`
}

describe('sealing', () => {
  const lengths = [
    0,
    1,
    ...PLAINTEXT_BUCKETS.flatMap((size) => [size - 2, size - 1, size, size + 1]),
  ]

  test.each(lengths.filter((length) => length < largest))(
    'returns %i bytes as they were',
    async (length) => {
      const bytes = randomBytes(length)
      const jwe = await seal(bytes, recipient)
      expect(Buffer.from(await open(jwe, findOpeningKey)).equals(bytes)).toBe(true)
      const bucket = PLAINTEXT_BUCKETS.find((size) => length < size) as number
      expect(Buffer.from(jwe.split('.')[3] ?? '', 'base64url')).toHaveLength(bucket + 16)
    },
  )

  test('shows of a length its bucket and nothing else', async () => {
    const seen = new Set<number>()
    for (const length of [0, 1, 100, 2000, 4095]) {
      seen.add((await seal(Buffer.alloc(length, 0x80), recipient)).length)
    }
    expect(seen.size).toBe(1)
  })

  test('throws RangeError beyond the largest bucket', async () => {
    await expect(seal(new Uint8Array(largest), recipient)).rejects.toThrow(RangeError)
  })
})

describe('padding', () => {
  test('returns every text, also one that ends like padding', () => {
    const bytes = fc.uint8Array({ maxLength: 9000 })
    fc.assert(
      fc.property(bytes, fc.nat({ max: 40 }), (head, zeros) => {
        const text = Buffer.concat([head, Buffer.from([0x80]), Buffer.alloc(zeros)])
        expect(Buffer.from(unpad(pad(text))).equals(text)).toBe(true)
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  test.each([
    [
      'a bucket larger than needed',
      Buffer.concat([Buffer.from('x\x80', 'latin1'), Buffer.alloc(16_382)]),
    ],
    ['no padding', Buffer.alloc(4096, 1)],
    ['zeros only', Buffer.alloc(4096)],
    ['another mark', Buffer.concat([Buffer.from([1, 0x81]), Buffer.alloc(4094)])],
    ['a length that is no bucket', Buffer.concat([Buffer.from([1, 0x80]), Buffer.alloc(100)])],
    ['nothing', Buffer.alloc(0)],
  ])('is refused when it is %s', async (_, bytes) => {
    const jwe = await sealRaw(bytes)
    expect(await refusalOf(() => unpad(bytes))).toBe('schema')
    if (bytes.length > 0) expect(await refusalOf(() => open(jwe, findOpeningKey))).toBe('schema')
  })
})

describe('opening', () => {
  test('refuses what was sealed to a key of another', async () => {
    const other = directory.findSealingKey(nodeId('nl'), NOW) as SealingKey
    const jwe = await seal(Buffer.from('x'), other)
    expect(await refusalOf(() => open(jwe, findOpeningKey))).toBe('key')
    const nl = await importOpeningKey(keyFile.nl.enc)
    expect(await refusalOf(() => open(jwe, () => nl))).toBe('ok')
    const ro = await importOpeningKey(keyFile.ro.enc)
    expect(await refusalOf(() => open(jwe, () => ro))).toBe('decrypt')
  })

  test.each([
    ['enc', { enc: 'A256GCM' }],
    ['zip', { zip: 'DEF' }],
    ['epk', { epk: {} }],
    ['another alg', { alg: 'HPKE-0' }],
    ['dir', { alg: 'dir' }],
    ['no kid', { kid: undefined }],
  ])('refuses a header with %s', async (_, change) => {
    const [, secret, , text] = (await seal(Buffer.from('x'), recipient)).split('.')
    const header = JSON.stringify({ alg: 'HPKE-9', kid: recipient.kid, ...change })
    const jwe = `${Buffer.from(header).toString('base64url')}.${secret}..${text}.`
    expect(await refusalOf(() => open(jwe, findOpeningKey))).toBe('format')
  })

  test('refuses a header spelt in another way, and parts that belong elsewhere', async () => {
    const [header, secret, , text] = (await seal(Buffer.from('x'), recipient)).split('.')
    const spelt = Buffer.from(`{"kid":"${recipient.kid}","alg":"HPKE-9"}`).toString('base64url')
    for (const jwe of [
      `${spelt}.${secret}..${text}.`,
      `${header}.${secret}.AA.${text}.`,
      `${header}.${secret}..${text}.AA`,
      `${header}.${secret?.slice(0, -4)}..${text}.`,
      `${header}...${text}.`,
    ]) {
      expect(await refusalOf(() => open(jwe, findOpeningKey))).toBe('format')
    }
    const another = (await seal(Buffer.from('y'), recipient)).split('.')
    expect(await refusalOf(() => open(`${header}.${another[1]}..${text}.`, findOpeningKey))).toBe(
      'decrypt',
    )
  })
})
