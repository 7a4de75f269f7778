import { readdirSync, readFileSync } from 'node:fs'
import * as HPKE from 'hpke'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { importOpeningKey, open, PrivateSealingJwk } from './index.ts'

const Hex = z.hex().transform((text) => new Uint8Array(Buffer.from(text, 'hex')))
const Base64url = z.base64url().transform((text) => new Uint8Array(Buffer.from(text, 'base64url')))

const kems = { '0011': HPKE.KEM_DHKEM_P384_HKDF_SHA384, '647a': HPKE.KEM_MLKEM768_X25519 }
const kdfs = { '0001': HPKE.KDF_HKDF_SHA256, '0011': HPKE.KDF_SHAKE256 }
const aeads = { '0002': HPKE.AEAD_AES_256_GCM, '0003': HPKE.AEAD_ChaCha20Poly1305 }

const HpkeVector = z.strictObject({
  source: z.string(),
  kem: z.enum(['0011', '647a']),
  kdf: z.enum(['0001', '0011']),
  aead: z.enum(['0002', '0003']),
  skRm: Hex,
  pkRm: Hex,
  enc: Hex,
  info: Hex,
  aad: Hex,
  pt: Hex,
  ct: Hex,
})

const OpeningVector = z.strictObject({
  source: z.string(),
  jwk: PrivateSealingJwk,
  jwe: z.string(),
  plaintext_base64url: Base64url,
})

const RefusalVector = z.strictObject({
  source: z.string(),
  jwk: PrivateSealingJwk,
  jwe: z.string(),
  expect: z.enum(['decrypt', 'format', 'key', 'schema']),
})

const folder = new URL('../../vectors/sealing/', import.meta.url)
const files = readdirSync(folder)
const named = (prefix: string) => files.filter((file) => file.startsWith(prefix))
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

test('every vector is of a known kind, and the published ones are here', () => {
  const known = [...named('hpke-'), ...named('jwe-')]
  expect(known.toSorted()).toEqual(files.toSorted())
  expect(files).toEqual(
    expect.arrayContaining([
      'hpke-mlkem768-x25519.json',
      'hpke-shake256-aes256gcm.json',
      'jwe-hpke-9.json',
    ]),
  )
  expect(named('jwe-refused-').length).toBeGreaterThan(0)
})

describe('HPKE (draft-ietf-hpke-pq, mode base) by package and runtime alone', () => {
  const prepare = async (file: string) => {
    const { kem, kdf, aead, skRm, pkRm, ...vector } = HpkeVector.parse(read(file))
    const suite = new HPKE.CipherSuite<HPKE.Key>(kems[kem], kdfs[kdf], aeads[aead])
    const privateKey = await suite.DeserializePrivateKey(skRm)
    const publicKey = await suite.DeserializePublicKey(pkRm)
    return { suite, privateKey, publicKey, ...vector }
  }

  test.each(named('hpke-'))('%s opens', async (file) => {
    const { suite, privateKey, enc, ct, pt, aad, info } = await prepare(file)
    expect(await suite.Open(privateKey, enc, ct, { aad, info })).toEqual(pt)
  })

  test.each(named('hpke-'))('%s has a public key that belongs to its private key', async (file) => {
    const { suite, privateKey, publicKey, pt, aad, info } = await prepare(file)
    const sealed = await suite.Seal(publicKey, pt, { aad, info })
    const { encapsulatedSecret, ciphertext } = sealed
    expect(await suite.Open(privateKey, encapsulatedSecret, ciphertext, { aad, info })).toEqual(pt)
  })

  test.each(named('hpke-'))('%s opens for no other aad or info', async (file) => {
    const { suite, privateKey, enc, ct, aad, info } = await prepare(file)
    const other = new Uint8Array([1])
    await expect(suite.Open(privateKey, enc, ct, { aad: other, info })).rejects.toThrow()
    await expect(suite.Open(privateKey, enc, ct, { aad, info: other })).rejects.toThrow()
  })
})

describe('HPKE-9 (draft-ietf-jose-hpke-pq-pqt), JWE compact', () => {
  const openWith = async (jwk: PrivateSealingJwk, jwe: string) => {
    const key = await importOpeningKey(jwk)
    return open(jwe, (kid) => (kid === key.kid ? key : undefined))
  }

  test('the published vector opens, its key id being the thumbprint of its key', async () => {
    const { jwk, jwe, plaintext_base64url } = OpeningVector.parse(read('jwe-hpke-9.json'))
    const suite = new HPKE.CipherSuite(
      HPKE.KEM_MLKEM768_X25519,
      HPKE.KDF_SHAKE256,
      HPKE.AEAD_AES_256_GCM,
    )
    const [header = '', encapsulated, , ciphertext] = jwe.split('.')
    const { kid, privateKey } = await importOpeningKey(jwk)
    const plaintext = await suite.Open(
      privateKey,
      Base64url.parse(encapsulated),
      Base64url.parse(ciphertext),
      { aad: new TextEncoder().encode(header) },
    )
    expect(plaintext).toEqual(plaintext_base64url)
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'HPKE-9', kid })
    await expect(openWith(jwk, jwe)).rejects.toMatchObject({ code: 'schema' })
  })

  test('a padded one opens', async () => {
    const { jwk, jwe, plaintext_base64url } = OpeningVector.parse(read('jwe-padded.json'))
    expect(await openWith(jwk, jwe)).toEqual(plaintext_base64url)
  })

  test.each(named('jwe-refused-'))('%s is refused for its one fault', async (file) => {
    const { jwk, jwe, expect: code } = RefusalVector.parse(read(file))
    await expect(openWith(jwk, jwe)).rejects.toMatchObject({ code })
  })
})
