import { ENVELOPE_LIFETIME_SECONDS, type NodeId } from '@causeway/schemas/wire'
import { otherForm } from '@causeway/testkit/tamper'
import { describe, expect, test } from 'vitest'
import {
  digestOf,
  directoryPayload,
  idOf,
  NOW,
  nodeId,
  rootJwk,
  testNetwork,
} from '../../test/network.ts'
import { proveRequest } from '../../test/prove-request.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import {
  applied,
  grant,
  offerBody,
  offered,
  submissionAccepted,
} from '../../test/signed-objects.ts'
import { signEvent, verifyEvent } from '../chain/index.ts'
import { receiptSigners, signReceipt, verifyReceipt } from '../receipt/index.ts'
import { signGrant, verifyGrant } from '../record/index.ts'
import { openDirectory, signJws, signRequestProof, thumbprint } from '../suite/index.ts'
import { verifyEnvelope } from './verify-envelope.ts'

const network = await testNetwork()
const { keys, directory } = network
const event = signEvent(offered, keys.gb)
const messages = [{ type: 'referral.event' as const, event, body: offerBody }]
const sent = await network.makeEnvelope(messages)
const codeAt = (now: number, letter = sent) =>
  refusalOf(() => verifyEnvelope(letter, directory, now))

describe('an envelope', () => {
  test('is taken from a minute before its time until fourteen days after', async () => {
    expect(await codeAt(NOW)).toBe('ok')
    expect(await codeAt(NOW - 60)).toBe('ok')
    expect(await codeAt(NOW - 61)).toBe('time')
    expect(await codeAt(NOW + ENVELOPE_LIFETIME_SECONDS - 1)).toBe('ok')
    expect(await codeAt(NOW + ENVELOPE_LIFETIME_SECONDS)).toBe('time')
  })

  test.each([
    ['an expired key', keys.gbExpired],
    ['a key that is not valid yet', keys.gbEarly],
    ['a key of another node', keys.nl],
    ['a key for another use', keys.gbTransport],
    ['a key that is not in the directory', keys.stranger],
    ['the root', keys.root],
  ])('signed by %s is refused', async (_, signer) => {
    expect(await codeAt(NOW, await network.makeEnvelope(messages, { signer }))).toBe('key')
  })

  test('with another signature form, ciphertext or header is refused', async () => {
    expect(await codeAt(NOW, { ...sent, envelope: otherForm(sent.envelope) })).toBe('malleable')
    const other = await network.makeEnvelope(messages)
    expect(await codeAt(NOW, { ...sent, ct: other.ct })).toBe('digest')
    expect(
      await codeAt(NOW, { ...sent, envelope: signJws('cw-envelope+jws', { v: 1 }, keys.gb) }),
    ).toBe('format')
    expect(await codeAt(NOW, { ...sent, envelope: event })).toBe('format')
  })
})

describe('an event', () => {
  const codeOf = (text: string, node = 'gb') =>
    refusalOf(() => verifyEvent(text, node as NodeId, directory, NOW))

  test('is taken from its author only', async () => {
    expect(await codeOf(event)).toBe('ok')
    expect(await codeOf(event, 'nl')).toBe('event_signature')
    expect(await codeOf(signEvent(offered, keys.nl), 'nl')).toBe('event_signature')
    expect(await codeOf(signEvent(offered, keys.nl))).toBe('event_signature')
    expect(await codeOf(signEvent(offered, keys.gbExpired))).toBe('event_signature')
    expect(await codeOf(signEvent(offered, { ...keys.nl, kid: keys.gb.kid }))).toBe(
      'event_signature',
    )
  })

  test('is refused when malformed, malleable or of another type', async () => {
    expect(await codeOf(signJws('cw-event+jws', { ...offered, note: 'x' }, keys.gb))).toBe('schema')
    expect(await codeOf(signJws('cw-event+jws', { ...offered, type: 'x' }, keys.gb))).toBe('schema')
    expect(await codeOf(otherForm(event))).toBe('malleable')
    expect(await codeOf(signJws('cw-grant+jws', offered, keys.gb))).toBe('format')
  })
})

describe('a receipt', () => {
  const codeOf = (text: string) => refusalOf(() => verifyReceipt(text, receiptSigners(directory)))

  test('is taken from the party it names', async () => {
    expect(await codeOf(signReceipt(applied, keys.ro))).toBe('ok')
    expect(await codeOf(signReceipt(submissionAccepted, keys.hub))).toBe('ok')
    expect(await codeOf(signReceipt(applied, keys.gb))).toBe('key')
    expect(await codeOf(signReceipt(applied, keys.hub))).toBe('key')
    expect(await codeOf(signReceipt(submissionAccepted, keys.ro))).toBe('key')
    expect(await codeOf(signReceipt(applied, keys.stranger))).toBe('key')
    expect(await codeOf(signJws('cw-receipt+jws', { ...applied, kind: 'x' }, keys.ro))).toBe(
      'schema',
    )
  })
})

describe('a grant', () => {
  const codeOf = (text: string) => refusalOf(() => verifyGrant(text, nodeId('gb'), directory, NOW))

  test('is taken from the node that recorded it', async () => {
    expect(await codeOf(signGrant(grant, keys.gb))).toBe('ok')
    expect(await codeOf(signGrant(grant, keys.ro))).toBe('key')
    expect(await codeOf(signJws('cw-grant+jws', { ...grant, items: [] }, keys.gb))).toBe('schema')
    const long = { ...grant, exp: grant.nbf + 367 * 86_400 }
    expect(await codeOf(signJws('cw-grant+jws', long, keys.gb))).toBe('schema')
  })
})

describe('a request proof', () => {
  const request = { method: 'POST', url: 'https://hub.example/v1/envelopes', body: '{"a":1}' }
  const proof = signRequestProof(request, keys.gbTransport, NOW)
  const codeOf = (change: Partial<typeof request>, now = NOW, text = proof) =>
    refusalOf(() => proveRequest(text, { ...request, ...change }, directory, now))

  test('is good for one request, about now, with a transport key', async () => {
    expect(await codeOf({})).toBe('ok')
    expect(await codeOf({ method: 'GET' })).toBe('signature')
    expect(await codeOf({ url: `${request.url}/` })).toBe('signature')
    expect(await codeOf({ body: '{"a":2}' })).toBe('signature')
    expect(await codeOf({}, NOW + 60)).toBe('ok')
    expect(await codeOf({}, NOW + 61)).toBe('time')
    expect(await codeOf({}, NOW - 61)).toBe('time')
    expect(await codeOf({}, NOW, signRequestProof(request, keys.gb, NOW))).toBe('key')
    expect(await codeOf({}, NOW, signJws('cw-proof+jws', { htm: 'PUT' }, keys.gbTransport))).toBe(
      'format',
    )
  })
})

describe('a directory', () => {
  const codeOf = (text: string) => refusalOf(() => openDirectory(text, rootJwk))

  test('is taken from the pinned root only, and only when it holds together', async () => {
    const payload = await directoryPayload()
    const sign = (value: object, key = keys.root) => signJws('cw-directory+jws', value, key)
    expect(await codeOf(sign(payload))).toBe('ok')
    expect(await codeOf(sign(payload, keys.hub))).toBe('key')
    expect(await codeOf(sign(payload, { ...keys.hub, kid: keys.root.kid }))).toBe('signature')
    expect(await codeOf(sign({ ...payload, note: 'x' }))).toBe('schema')
    const [gb, ...others] = payload.nodes
    const [first, ...rest] = gb?.keys ?? []
    const swapped = { ...gb, keys: [{ ...first, kid: digestOf('other') }, ...rest] }
    expect(await codeOf(sign({ ...payload, nodes: [swapped, ...others] }))).toBe('key')
    const receipt_key = { ...payload.hub.receipt_key, kid: digestOf('other') }
    expect(await codeOf(sign({ ...payload, hub: { ...payload.hub, receipt_key } }))).toBe('key')
  })

  test('with two owners, two uses or a useless key is refused', async () => {
    const payload = await directoryPayload()
    const [gb, ro, ...others] = payload.nodes
    const codeOfNodes = (nodes: unknown[]) =>
      codeOf(signJws('cw-directory+jws', { ...payload, nodes }, keys.root))
    const withKey = (key: object) => codeOfNodes([{ ...gb, keys: [...(gb?.keys ?? []), key] }, ro])
    const offCurve = { kty: 'EC', crv: 'P-256', x: digestOf('x'), y: digestOf('y') } as const

    expect(await codeOfNodes([gb, ro, ...others, gb])).toBe('schema')
    expect(await withKey({ ...ro?.keys[0] })).toBe('key')
    expect(await withKey({ ...gb?.keys[0], use: 'transport' })).toBe('key')
    const useless = { ...ro?.keys[0], kid: await thumbprint(offCurve), jwk: offCurve }
    expect(await withKey(useless)).toBe('key')
    expect(await codeOfNodes([gb, ro])).toBe('ok')
  })

  test('gives keys only for their use and time', () => {
    expect(directory.findKey('sign', keys.gb.kid, NOW)?.node).toBe('gb')
    expect(directory.findKey('transport', keys.gb.kid, NOW)).toBeUndefined()
    expect(directory.findKey('sign', keys.gbExpired.kid, NOW - 1)?.node).toBe('gb')
    expect(directory.findKey('sign', keys.gbExpired.kid, NOW)).toBeUndefined()
    expect(directory.findKey('sign', keys.gbEarly.kid, NOW)).toBeUndefined()
    expect(directory.findKey('sign', keys.gbEarly.kid, NOW + 1)?.node).toBe('gb')
    expect(directory.findSealingKey(nodeId('ro'), NOW + 21 * 86_400)).toBeUndefined()
    expect(directory.findSealingKey('xx' as NodeId, NOW)).toBeUndefined()
    expect(idOf('a')).not.toBe(idOf('b'))
  })
})
