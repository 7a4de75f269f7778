import { describe, expect, test } from 'vitest'
import { forgeRecord } from '../../../test/forged-record.ts'
import { digestOf, idOf, NOW, nodeId, testNetwork } from '../../../test/network.ts'
import { refusalOf } from '../../../test/refusal-of.ts'
import { binding, expected, issueTo, presentItems } from '../../../test/signed-record.ts'
import { identityOf, readJws, type SigningKey, signJws } from '../../suite/index.ts'
import { passCustody, presentRecord, verifyCustody, verifyPresentation } from '../index.ts'

const { keys, directory } = await testNetwork()
const ro = nodeId('ro')
const issued = issueTo(keys.gb)
const next = passCustody(issued.jwt, ro, NOW, keys.gb)
const codeOf = (jwt: string, held = issued.jwt, custodian = ro) =>
  refusalOf(() => verifyCustody(jwt, held, custodian, directory, NOW))

describe('custody that was passed', () => {
  test('is the next revision with the same digests', () => {
    const { record, identity } = verifyCustody(next, issued.jwt, ro, directory, NOW)
    const before = readJws('cw-record+sd-jwt', issued.jwt).payload as { _sd: string[] }
    expect(record).toMatchObject({ rev: 2, prev: identityOf(issued.jwt), _sd: before._sd })
    expect(record.cnf).toEqual({ kid: 'node:ro' })
    expect(identity).toBe(identityOf(next))
  })

  test('lets the new custodian present what it received, and the old one no longer', async () => {
    const received = verifyPresentation(
      presentItems(issued, ['full_name', 'medication'], keys.gb),
      expected,
      directory,
      NOW,
    )
    const held = { jwt: next, disclosures: received.disclosures }
    const toNl = { ...binding, aud: nodeId('nl') }
    const verify = (text: string, from = ro) =>
      verifyPresentation(text, { ...expected, from, aud: nodeId('nl') }, directory, NOW)
    const onward = presentRecord(held, ['medication'], toNl, keys.ro)
    expect(verify(onward).items.map(({ code }) => code)).toEqual(['medication'])
    expect(verify(onward).record.iss).toBe('gb')
    const late = presentRecord(held, ['medication'], toNl, keys.gb)
    expect(await refusalOf(() => verify(late, nodeId('gb')))).toBe('key_binding')
    const early = presentRecord({ ...held, jwt: issued.jwt }, ['medication'], toNl, keys.ro)
    expect(await refusalOf(() => verify(early))).toBe('key_binding')
  })

  test('goes on from there', async () => {
    const third = passCustody(next, nodeId('nl'), NOW, keys.gb)
    expect(await codeOf(third, next, nodeId('nl'))).toBe('ok')
    expect(await codeOf(third, issued.jwt, nodeId('nl'))).toBe('chain')
  })
})

describe('is refused', () => {
  const before = readJws('cw-record+sd-jwt', issued.jwt).payload as object
  const continued = { ...before, rev: 2, prev: identityOf(issued.jwt), cnf: { kid: 'node:ro' } }
  const signed = (change: object, key: SigningKey = keys.gb) =>
    signJws('cw-record+sd-jwt', { ...continued, ...change }, key)

  test('but not what continues as it should, whenever it was signed', async () => {
    expect(await codeOf(signed({}))).toBe('ok')
    expect(await codeOf(signed({ iat: NOW - 7 }))).toBe('ok')
  })

  test.each([
    ['a revision left out', { rev: 3 }],
    ['another revision before it', { prev: digestOf('another') }],
    ['another record', { rec: idOf('another') }],
    ['other digests', { _sd: Array.from({ length: 16 }, (_, n) => digestOf(`${n}`)).toSorted() }],
  ])('as chain with %s', async (_, change) => {
    expect(await codeOf(signed(change))).toBe('chain')
  })

  test('as chain when it is the record held, or another first one', async () => {
    expect(await codeOf(issued.jwt)).toBe('chain')
    expect(await codeOf(forgeRecord([], keys.gb))).toBe('chain')
  })

  test('as key_binding for another custodian', async () => {
    expect(await codeOf(next, issued.jwt, nodeId('nl'))).toBe('key_binding')
  })

  test('as record_signature by anybody but the issuer, the new custodian too', async () => {
    expect(await codeOf(signed({}, keys.ro))).toBe('record_signature')
    expect(await codeOf(signed({ iss: 'ro' }, keys.ro))).toBe('chain')
    expect(await codeOf(signed({ iss: 'ro' }))).toBe('record_signature')
  })

  test('as time from the future', async () => {
    expect(await codeOf(signed({ iat: NOW + 61 }))).toBe('time')
  })
})
