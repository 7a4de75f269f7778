import { sign } from 'node:crypto'
import { otherForm, withHeader } from '@causeway/testkit/tamper'
import { CompactSign, compactVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { rootJwk, testNetwork } from '../../test/network.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import { offered } from '../../test/signed-objects.ts'
import { identityOf, signJws, verifyJws } from './jws.ts'
import { importVerificationKey } from './keys.ts'
import { toCanonicalSignature } from './signature-form.ts'

const { keys } = await testNetwork()
const root = { publicKey: importVerificationKey(rootJwk) }
const compact = signJws('cw-event+jws', offered, keys.root)
const codeOf = (text: string) => refusalOf(() => verifyJws('cw-event+jws', text, () => root))

const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')
const [head = '', body = '', tail = ''] = compact.split('.')

describe('a signed object', () => {
  test('verifies, and is known by the hash of what was signed', () => {
    const read = verifyJws('cw-event+jws', compact, () => root)
    expect(read.payload).toEqual(offered)
    expect(read.identity).toBe(identityOf(compact))
    expect(identityOf(otherForm(compact))).toBe(read.identity)
  })

  test('is refused as malleable in its other form, though that verifies elsewhere', async () => {
    const other = otherForm(compact)
    await expect(compactVerify(other, root.publicKey)).resolves.toBeDefined()
    expect(await codeOf(other)).toBe('malleable')
  })

  test.each([
    ['jwk', rootJwk],
    ['jku', 'https://example.org/keys'],
    ['x5u', 'https://example.org/cert'],
    ['x5c', ['AA']],
    ['crit', ['exp']],
    ['b64', false],
    ['zip', 'DEF'],
    ['cty', 'json'],
    ['__proto__', {}],
  ])('is refused with the header %s', async (name, value) => {
    const header = JSON.parse(
      `{"alg":"ES256","kid":"${keys.root.kid}","typ":"cw-event+jws",${JSON.stringify(name)}:${JSON.stringify(value)}}`,
    ) as object
    expect(await codeOf(resigned(JSON.stringify(header)))).toBe('format')
  })

  test.each(['none', 'HS256', 'ES384', 'RS256', 'EdDSA', 'es256', ''])(
    'is refused with the algorithm %j',
    async (alg) => {
      expect(await codeOf(withHeader(compact, { alg }))).toBe('format')
      expect(
        await codeOf(`${withHeader(compact, { alg }).split('.').slice(0, 2).join('.')}.`),
      ).toBe('format')
    },
  )

  test.each([
    'cw-envelope+jws',
    'cw-receipt+jws',
    'cw-grant+jws',
    'cw-proof+jws',
    'cw-directory+jws',
  ] as const)('of type %s does not pass for an event', async (typ) => {
    expect(await codeOf(signJws(typ, offered, keys.root))).toBe('format')
  })

  test.each([
    ['padding', `${compact}=`],
    ['stray bits', `${head}.${body}.${tail.slice(0, -1)}${tail.endsWith('A') ? 'B' : 'x'}`],
    ['another alphabet', `${head}.${body}.+${tail.slice(1)}`],
    ['white space', `${head}.${body}.${tail}\n`],
    ['a fourth part', `${compact}.AA`],
    ['no signature', `${head}.${body}.`],
    ['a short signature', `${head}.${body}.${encode(Buffer.alloc(63))}`],
    ['a DER signature', `${head}.${body}.${encode(Buffer.alloc(71, 1))}`],
    ['no text at all', ''],
    [
      'a byte order mark before the header',
      `${encode(`\ufeff${Buffer.from(head, 'base64url')}`)}.${body}.${tail}`,
    ],
    ['a header that is not UTF-8', `${encode(new Uint8Array([0x7b, 0xff, 0x7d]))}.${body}.${tail}`],
    ['a header with a repeated key', `${encode('{"alg":"ES256","alg":"ES256"}')}.${body}.${tail}`],
    ['a payload that is not JSON', `${head}.${encode('{')}.${tail}`],
    ['a payload nested too deep', `${head}.${encode('['.repeat(33) + ']'.repeat(33))}.${tail}`],
  ])('is refused with %s', async (_, text) => {
    expect(await codeOf(text)).toBe('format')
  })

  test('is refused when its key is not found, and when another key signed it', async () => {
    expect(await refusalOf(() => verifyJws('cw-event+jws', compact, () => undefined))).toBe('key')
    expect(
      await codeOf(signJws('cw-event+jws', offered, { ...keys.stranger, kid: keys.root.kid })),
    ).toBe('signature')
    const zero = encode(Buffer.alloc(64))
    expect(await codeOf(`${head}.${body}.${zero}`)).toBe('signature')
  })
})

describe('between this suite and jose', () => {
  test('what we sign jose verifies', async () => {
    const { payload, protectedHeader } = await compactVerify(compact, root.publicKey, {
      algorithms: ['ES256'],
    })
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(offered)
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: keys.root.kid, typ: 'cw-event+jws' })
  })

  test('what jose signs we verify, once its signature is in canonical form', async () => {
    for (let round = 0; round < 20; round += 1) {
      const theirs = await new CompactSign(Buffer.from(JSON.stringify({ round })))
        .setProtectedHeader({ alg: 'ES256', kid: keys.root.kid, typ: 'cw-event+jws' })
        .sign(keys.root.privateKey)
      const cut = theirs.lastIndexOf('.') + 1
      const canonical = toCanonicalSignature(Buffer.from(theirs.slice(cut), 'base64url'))
      const ours = theirs.slice(0, cut) + canonical.toString('base64url')
      expect(verifyJws('cw-event+jws', ours, () => root).payload).toEqual({ round })
      if (ours !== theirs) expect(await codeOf(theirs)).toBe('malleable')
    }
  })
})

/** The same payload, honestly signed by the right key under any header. */
function resigned(header: string) {
  const input = `${encode(header)}.${body}`
  const signature = sign('sha256', Buffer.from(input), {
    key: keys.root.privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `${input}.${encode(toCanonicalSignature(signature))}`
}
