import { createHash, sign, verify } from 'node:crypto'
import { categoryOf, type RecordItem } from '@causeway/schemas/record'
import { SDJwtInstance } from '@sd-jwt/core'
import { describe, expect, test } from 'vitest'
import { discloseItem, forgePresentation } from '../../../test/forged-record.ts'
import { NOW, testNetwork } from '../../../test/network.ts'
import { refusalOf } from '../../../test/refusal-of.ts'
import {
  binding,
  expected,
  fixedRandomness,
  issueTo,
  items,
  presentItems,
  recordClaims,
} from '../../../test/signed-record.ts'
import { encodeBase64url } from '../../suite/index.ts'
import { toCanonicalSignature } from '../../suite/signature-form.ts'
import { verifyPresentation } from '../index.ts'

const { keys, directory } = await testNetwork()
const publicKey = directory.findKey('sign', keys.gb.kid, NOW)?.publicKey
if (!publicKey) throw new TypeError('gb has a signing key')
const dsaEncoding = 'ieee-p1363'
const { salt } = fixedRandomness('theirs')

const verifier = (input: string, signature: string) =>
  verify(
    'sha256',
    Buffer.from(input),
    { key: publicKey, dsaEncoding },
    Buffer.from(signature, 'base64url'),
  )

/** Another implementation of RFC 9901, with its own way of hashing and of reading. */
const theirs = new SDJwtInstance({
  hasher: (data) =>
    createHash('sha256')
      .update(typeof data === 'string' ? data : Buffer.from(data))
      .digest(),
  signAlg: 'ES256',
  signer: (input) => {
    const signature = sign('sha256', Buffer.from(input), {
      key: keys.gb.privateKey,
      dsaEncoding,
    })
    return encodeBase64url(toCanonicalSignature(signature))
  },
  saltGenerator: salt,
  verifier,
  kbVerifier: verifier,
})

const asked = { keyBindingNonce: binding.nonce, currentDate: NOW }
const verifyOurs = (text: string) => verifyPresentation(text, expected, directory, NOW)

/** Items as they stand in a record when nothing is hidden: by group, then by code. */
const inClear = (shown: readonly RecordItem[]) => {
  const groups: Record<string, Record<string, object>> = {}
  for (const { code, ...value } of shown) {
    const category = categoryOf(code)
    groups[category] = { ...groups[category], [code]: value }
  }
  return groups
}

describe('what we present, they verify', () => {
  const issued = issueTo(keys.gb)

  test.each([
    ['one item', items.slice(0, 1)],
    ['some', items.slice(3, 9)],
    ['all', items],
    ['none', []],
  ])('%s', async (_, shown) => {
    const text = presentItems(
      issued,
      shown.map(({ code }) => code),
      keys.gb,
    )
    const { payload, kb } = await theirs.verify(text, asked)
    const { iss, rec, iat } = recordClaims
    expect(payload).toEqual({
      ...{ iss, rec, iat, view: 'care', rev: 1, prev: null, schema: 'cw-care-1' },
      cnf: { kid: 'node:gb' },
      ...inClear(shown),
    })
    expect(kb?.payload).toMatchObject({ ...binding, sd_hash: expect.any(String) })
  })

  test('and neither of us takes it once a disclosure is left out', async () => {
    const parts = presentItems(issued, ['full_name'], keys.gb).split('~')
    const without = parts.toSpliced(2, 1).join('~')
    await expect(theirs.verify(without, asked)).rejects.toThrow('sd_hash')
    expect(await refusalOf(() => verifyOurs(without))).toBe('key_binding')
  })
})

describe('what they issue, we verify', () => {
  const groups = inClear(items)
  const codes = Object.keys(groups)
  const hidden = Object.fromEntries(
    codes.map((category) => {
      const members = Object.keys(groups[category] ?? {})
      return [category, { _sd: members, _sd_decoy: 32 - members.length }]
    }),
  )
  const { iss, rec, iat } = recordClaims
  const claims = { iss, rec, iat, view: 'care', rev: 1, prev: null, schema: 'cw-care-1' }
  const issueTheirs = async () => {
    const payload = { ...claims, cnf: { kid: 'node:gb' }, ...groups }
    const frame = { ...hidden, _sd: codes, _sd_decoy: 16 - codes.length }
    const header = { typ: 'cw-record+sd-jwt', kid: keys.gb.kid }
    return theirs.issue(payload, frame as never, { header })
  }
  const read = async (text: string) => {
    const [jwt = '', ...rest] = text.split('~')
    return verifyOurs(forgePresentation(jwt, rest.slice(0, -1), keys.gb))
  }

  test('whole', async () => {
    const { record, items: shown } = await read(await issueTheirs())
    expect(record).toMatchObject(claims)
    expect(new Set(shown)).toEqual(new Set(items))
  })

  test('and what they choose to show of it', async () => {
    const whole = await issueTheirs()
    const some = await theirs.present(whole, { health: { medication: true } } as never)
    const { items: shown } = await read(some)
    expect(shown.map(({ code }) => code)).toEqual(['medication'])
  })
})

describe('what they take and the standard refuses, we refuse', () => {
  const parts = presentItems(issueTo(keys.gb), ['full_name'], keys.gb).split('~')
  const [jwt = '', group = '', item = ''] = parts
  const forged = (texts: readonly string[]) => forgePresentation(jwt, texts, keys.gb)

  test.each([
    ['a disclosure that nothing refers to', [group, item, discloseItem('known_as')]],
    ['a disclosure that stands twice', [group, item, item]],
  ])('%s', async (_, texts) => {
    await expect(theirs.verify(forged(texts), asked)).resolves.toBeDefined()
    expect(await refusalOf(() => verifyOurs(forged(texts)))).toBe('disclosure')
  })
})
