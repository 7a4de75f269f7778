import { changeAt } from '@causeway/testkit/tamper'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOW, nodeId, rootJwk, testNetwork } from '../../test/network.ts'
import { proveRequest } from '../../test/prove-request.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import { agreementReceipt, applied, grant, offerBody, offered } from '../../test/signed-objects.ts'
import { expected, issueTo, presentItems } from '../../test/signed-record.ts'
import { signEvent, verifyEvent } from '../chain/index.ts'
import { verifyEnvelope } from '../envelope/index.ts'
import { receiptSigners, signReceipt, verifyReceipt } from '../receipt/index.ts'
import {
  signAgreementReceipt,
  signGrant,
  verifyAgreementReceipt,
  verifyGrant,
  verifyPresentation,
} from '../record/index.ts'
import { open, openDirectory, signRequestProof } from './index.ts'

const network = await testNetwork()
const { keys, directory, findOpeningKey } = network
const event = signEvent(offered, keys.gb)
const sent = await network.makeEnvelope([{ type: 'referral.event', event, body: offerBody }])
const request = { method: 'POST', url: 'https://hub.example/v1/envelopes', body: '{}' }

const objects: [string, string, (text: string) => unknown][] = [
  [
    'an envelope',
    sent.envelope,
    (envelope) => verifyEnvelope({ envelope, ct: sent.ct }, directory, NOW),
  ],
  ['an event', event, (text) => verifyEvent(text, nodeId('gb'), directory, NOW)],
  [
    'a receipt',
    signReceipt(applied, keys.ro),
    (text) => verifyReceipt(text, receiptSigners(directory)),
  ],
  ['a grant', signGrant(grant, keys.gb), (text) => verifyGrant(text, nodeId('gb'), directory, NOW)],
  [
    'an agreement receipt',
    signAgreementReceipt(agreementReceipt, keys.gb),
    (text) => verifyAgreementReceipt(text, directory, NOW),
  ],
  [
    'a presentation',
    presentItems(issueTo(keys.gb), ['fit_to_travel'], keys.gb),
    (text) => verifyPresentation(text, expected, directory, NOW),
  ],
  [
    'a request proof',
    signRequestProof(request, keys.gbTransport, NOW),
    (text) => proveRequest(text, request, directory, NOW),
  ],
]

describe.each(objects)('%s', (_, text, verify) => {
  test('is refused with any one character changed, left out or doubled', async () => {
    expect(await refusalOf(() => verify(text))).toBe('ok')
    for (let at = 0; at < text.length; at += 1) {
      const changes = [changeAt(text, at), changeAt(text, at, 32)]
      if (at % 5 === 0) {
        changes.push(text.slice(0, at) + text.slice(at + 1))
        changes.push(text.slice(0, at) + text[at] + text.slice(at))
      }
      for (const changed of changes.filter((it) => it !== text)) {
        if ((await refusalOf(() => verify(changed))) === 'ok') expect.unreachable(`at ${at}`)
      }
    }
  })

  test('is refused with any several characters changed', async () => {
    const places = fc.array(
      fc.tuple(fc.nat({ max: text.length - 1 }), fc.integer({ min: 1, max: 63 })),
      {
        minLength: 2,
        maxLength: 12,
      },
    )
    await fc.assert(
      fc.asyncProperty(places, async (changes) => {
        const changed = changes.reduce((it, [at, by]) => changeAt(it, at, by), text)
        if (changed !== text) expect(await refusalOf(() => verify(changed))).not.toBe('ok')
      }),
      { seed: 5, numRuns: 300 },
    )
  })
})

describe('a directory', () => {
  test('is refused with any one character changed', async () => {
    const { compact } = network
    expect(await refusalOf(() => openDirectory(compact, rootJwk))).toBe('ok')
    for (let at = 0; at < compact.length; at += 1) {
      const code = await refusalOf(() => openDirectory(changeAt(compact, at), rootJwk))
      if (code === 'ok') expect.unreachable(`at ${at}`)
    }
  })
})

describe('a ciphertext', () => {
  test('is refused by its digest before anything is opened', async () => {
    const { envelope, ct } = sent
    for (let at = 0; at < ct.length; at += 1) {
      const changed = { envelope, ct: changeAt(ct, at) }
      if ((await refusalOf(() => verifyEnvelope(changed, directory, NOW))) !== 'digest') {
        expect.unreachable(`at ${at}`)
      }
    }
  })

  test('does not open with any one character changed', async () => {
    const codes = new Set<string>()
    for (let at = 0; at < sent.ct.length; at += 1) {
      codes.add(await refusalOf(() => open(changeAt(sent.ct, at), findOpeningKey)))
    }
    expect([...codes].toSorted()).toEqual(['decrypt', 'format', 'key'])
  })
})
