import { otherForm, withHeader } from '@causeway/testkit/tamper'
import { describe, expect, test } from 'vitest'
import {
  digestsWith,
  discloseGroup,
  discloseItem,
  forgePresentation,
  forgeRecord,
} from '../../../test/forged-record.ts'
import { digestOf, idOf, NOW, nodeId, testNetwork } from '../../../test/network.ts'
import { refusalOf } from '../../../test/refusal-of.ts'
import { binding, expected } from '../../../test/signed-record.ts'
import { type SigningKey, sha256, signJws } from '../../suite/index.ts'
import { verifyHeld, verifyPresentation } from '../index.ts'

const { keys, directory } = await testNetwork()
const codeOf = (text: string, change: object = {}, now = NOW) =>
  refusalOf(() => verifyPresentation(text, { ...expected, ...change }, directory, now))

const item = discloseItem('full_name')
const group = discloseGroup('identity', [item])
const texts = [group, item]
const jwt = forgeRecord([group], keys.gb)
const present = (change: object = {}, key: SigningKey = keys.gb) =>
  forgePresentation(jwt, texts, key, change)

test('a presentation is taken when all of it is as it should be', async () => {
  expect(await codeOf(present())).toBe('ok')
})

describe('a record is refused', () => {
  const codeOfRecord = (record: string, now = NOW) =>
    codeOf(forgePresentation(record, texts, keys.gb), {}, now)
  const _sd = digestsWith([sha256(group)], 16, 'record')
  const [first = '', second = '', ...rest] = _sd
  const signed = (change: Parameters<typeof forgeRecord>[2]) =>
    forgeRecord([group], keys.gb, change)

  test('but not one that is as it should be', async () => {
    expect(await codeOfRecord(signed({ _sd }))).toBe('ok')
    expect(await codeOfRecord(signed({ rev: 2, prev: digestOf('before') }))).toBe('ok')
  })

  test.each([
    ['another _sd_alg', { _sd_alg: 'sha-512' }],
    ['a weak _sd_alg', { _sd_alg: 'md5' }],
    ['no _sd_alg', { _sd_alg: undefined }],
    ['15 digests', { _sd: _sd.slice(1) }],
    ['17 digests', { _sd: digestsWith([sha256(group)], 17, 'record') }],
    ['no digests', { _sd: undefined }],
    ['a digest twice', { _sd: [first, first, ...rest] }],
    ['digests that do not ascend', { _sd: [second, first, ...rest] }],
    ['a digest with stray bits', { _sd: [`${first.slice(0, -1)}B`, second, ...rest] }],
    ['a digest in an array', { more: [{ '...': digestOf('x') }] }],
    ['a digest in its place', { '...': digestOf('x') }],
    ['digests deeper down', { cnf: { kid: 'node:gb', _sd: [first] } }],
    ['a group in clear', { identity: { full_name: 'Ana' } }],
    ['another view', { view: 'justice' }],
    ['another schema', { schema: 'cw-care-2' }],
    ['no custodian', { cnf: undefined }],
    ['a key for a custodian', { cnf: { jwk: {} } }],
    ['a person for a custodian', { cnf: { kid: 'person:x' } }],
    ['a first revision that has one before', { prev: digestOf('x') }],
    ['a second revision that has none before', { rev: 2 }],
    ['a life time', { exp: NOW + 1 }],
  ])('as schema with %s', async (_, change) => {
    expect(await codeOfRecord(signed(change))).toBe('schema')
  })

  test.each([
    ['jwk', {}],
    ['x5c', ['AA']],
    ['crit', ['b64']],
    ['b64', false],
    ['zip', 'DEF'],
    ['cty', 'json'],
    ['alg', 'none'],
    ['alg', 'HS256'],
    ['typ', 'sd+jwt'],
    ['typ', 'dc+sd-jwt'],
    ['typ', undefined],
  ])('as format with the header %s %j', async (name, value) => {
    expect(await codeOfRecord(withHeader(jwt, { [name]: value }))).toBe('format')
  })

  test('as format when it is no record, with padding, or not there', async () => {
    expect(await codeOfRecord(signJws('cw-grant+jws', {}, keys.gb))).toBe('format')
    expect(await codeOfRecord(`${jwt}=`)).toBe('format')
    expect(await codeOfRecord('')).toBe('format')
    expect(await codeOf(jwt)).toBe('format')
    expect(await codeOf('')).toBe('format')
  })

  test('as malleable in the other form of its signature', async () => {
    expect(await codeOfRecord(otherForm(jwt))).toBe('malleable')
  })

  test.each([
    ['somebody unknown', keys.stranger],
    ['another node', keys.ro],
    ['a transport key', keys.gbTransport],
    ['a key that has run out', keys.gbExpired],
    ['a key that begins later', keys.gbEarly],
    ['another key under the id of the right one', { ...keys.stranger, kid: keys.gb.kid }],
  ])('as record_signature when it is signed by %s', async (_, key) => {
    expect(await codeOfRecord(forgeRecord([group], key))).toBe('record_signature')
  })

  test('as record_signature when it names another issuer', async () => {
    expect(await codeOfRecord(signed({ iss: 'ro' }))).toBe('record_signature')
  })

  test('as time when it is from the future, but not when it is old', async () => {
    expect(await codeOfRecord(signed({ iat: NOW + 61 }))).toBe('time')
    const old = forgeRecord([group], keys.gbExpired, { iat: NOW - 1 })
    expect(await codeOfRecord(old)).toBe('ok')
  })
})

describe('a key binding is refused', () => {
  const before = [jwt, ...texts, ''].join('~')

  test.each([
    ['another receiver', { aud: 'nl' }],
    ['another message', { nonce: idOf('another event') }],
    ['another presentation', { sd_hash: digestOf('another') }],
  ])('as key_binding when it is made for %s', async (_, change) => {
    expect(await codeOf(present(change))).toBe('key_binding')
  })

  test('as key_binding at another receiver, in another message, from another node', async () => {
    expect(await codeOf(present(), { aud: nodeId('nl') })).toBe('key_binding')
    expect(await codeOf(present(), { nonce: idOf('another event') })).toBe('key_binding')
    expect(await codeOf(present(), { from: nodeId('nl') })).toBe('key_binding')
    expect(await codeOf(present({}, keys.nl), { from: nodeId('nl') })).toBe('key_binding')
  })

  test.each([
    ['somebody unknown', keys.stranger],
    ['another node', keys.ro],
    ['a transport key', keys.gbTransport],
    ['a key that has run out', keys.gbExpired],
    ['a key that begins later', keys.gbEarly],
    ['another key under the id of the right one', { ...keys.stranger, kid: keys.gb.kid }],
  ])('as key_binding when it is signed by %s', async (_, key) => {
    expect(await codeOf(present({}, key))).toBe('key_binding')
  })

  test('as key_binding when it is left out', async () => {
    expect(await codeOf(before)).toBe('key_binding')
    expect(await codeOf(before.slice(0, -1))).toBe('format')
  })

  test('as key_binding when disclosures are added, left out or moved afterwards', async () => {
    const binder = present().slice(before.length)
    const bare = forgePresentation(jwt, [group], keys.gb).split('~').at(-1)
    const moved = [
      [jwt, group, binder],
      [jwt, item, group, binder],
      [jwt, group, item, bare],
    ]
    for (const parts of moved) expect(await codeOf(parts.join('~'))).toBe('key_binding')
  })

  test('as key_binding under another record of the same disclosures', async () => {
    const another = forgeRecord([group], keys.gb, { rec: idOf('another record') })
    expect(await codeOf([another, ...texts, present().slice(before.length)].join('~'))).toBe(
      'key_binding',
    )
  })

  test.each([
    ['without a purpose', { purpose: undefined }],
    ['for a purpose nobody knows', { purpose: 'x' }],
    ['without what it rests on', { basis: undefined }],
    ['with a name for an agreement', { grants: ['Ana'] }],
    ['with a policy of no version', { policy: 'care' }],
    ['with a member of any other name', { note: 'x' }],
    ['with text for a nonce', { nonce: 'x' }],
  ])('as schema %s', async (_, change) => {
    expect(await codeOf(present(change))).toBe('schema')
  })

  test.each([
    ['typ', 'JWT'],
    ['jwk', {}],
    ['crit', ['b64']],
    ['b64', false],
    ['alg', 'none'],
  ])('as format with the header %s %j', async (name, value) => {
    const binder = present().slice(before.length)
    expect(await codeOf(before + withHeader(binder, { [name]: value }))).toBe('format')
  })

  test('as format when it is no key binding, as malleable in its other form', async () => {
    const claims = { ...binding, sd_hash: sha256(before) }
    expect(await codeOf(before + signJws('cw-grant+jws', claims, keys.gb))).toBe('format')
    expect(await codeOf(before + otherForm(present().slice(before.length)))).toBe('malleable')
  })

  test('as time when it is from the future, but not when it was long on its way', async () => {
    expect(await codeOf(present({ iat: NOW + 61 }))).toBe('time')
    expect(await codeOf(present(), {}, NOW + 40 * 86_400)).toBe('ok')
  })
})

test('what is held verifies without a key binding, and only that', () => {
  expect(verifyHeld(jwt, texts, directory, NOW).items).toHaveLength(1)
  expect(() => verifyHeld(jwt, [item], directory, NOW)).toThrow(
    expect.objectContaining({ code: 'disclosure' }),
  )
})
