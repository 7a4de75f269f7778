import { beforeAll, describe, expect, test } from 'vitest'
import { NOW, type TestNetwork, testNetwork } from '../../test/network.ts'
import { verifyEnvelope } from '../envelope/index.ts'
import { receiptSigners, signReceipt, verifyReceipt } from '../receipt/index.ts'
import { identityOf } from './index.ts'

let network: TestNetwork
beforeAll(async () => {
  network = await testNetwork()
})

const DAY = 86_400

describe('what was signed while its key was valid', () => {
  test('an envelope is read after the key has run out', async () => {
    const { keys, directory, makeEnvelope } = network
    const receipts = [
      signReceipt({ kind: 'applied', by: 'gb', env: anIdentity(), at: NOW }, keys.gb),
    ]
    const mail = await makeEnvelope([{ type: 'receipt', receipts }], {
      signer: keys.gbExpired,
      now: NOW - DAY,
    })
    expect(verifyEnvelope(mail, directory, NOW).header.from).toBe('gb')
    expect(verifyEnvelope(mail, directory, NOW + 12 * DAY).header.iat).toBe(NOW - DAY)
    expect(() => verifyEnvelope(mail, directory, NOW + 13 * DAY)).toThrow(
      expect.objectContaining({ code: 'time' }),
    )
  })

  test('a receipt stays evidence', () => {
    const { keys, directory } = network
    const jws = (at: number) =>
      signReceipt({ kind: 'applied', by: 'gb', env: anIdentity(), at }, keys.gbExpired)
    expect(verifyReceipt(jws(NOW - 1), receiptSigners(directory)).kind).toBe('applied')
    expect(() => verifyReceipt(jws(NOW), receiptSigners(directory))).toThrow(
      expect.objectContaining({ code: 'key' }),
    )
  })
})

const anIdentity = () => identityOf('a.b.c')
