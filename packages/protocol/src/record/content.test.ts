import { Content, type Message, Offer } from '@causeway/schemas/record'
import { otherForm } from '@causeway/testkit/tamper'
import { describe, expect, test } from 'vitest'
import { digestOf, idOf, NOW, nodeId, testNetwork } from '../../test/network.ts'
import { refusalOf } from '../../test/refusal-of.ts'
import { applied, grant, offerBody, offered } from '../../test/signed-objects.ts'
import { signEvent, verifyEvent } from '../chain/index.ts'
import { commitTo, signEnvelope, verifyEnvelope } from '../envelope/index.ts'
import { signReceipt } from '../receipt/index.ts'
import { identityOf, type SealingKey, seal } from '../suite/index.ts'
import { hashBody, openContent, readBody, signGrant, verifyGrant, writeBody } from './index.ts'

const network = await testNetwork()
const { keys, directory, findOpeningKey } = network
const recipient = directory.findSealingKey(nodeId('ro'), NOW) as SealingKey
const messages: Message[] = [
  {
    type: 'referral.event',
    event: signEvent(offered, keys.gb),
    body: offerBody,
    grants: [signGrant(grant, keys.gb)],
  },
  { type: 'receipt', receipts: [signReceipt({ ...applied, by: 'gb' }, keys.gb)] },
]
const sent = await network.makeEnvelope(messages)
const address = { id: idOf('envelope'), from: nodeId('gb'), to: nodeId('ro') }

type Letter = { envelope: string; ct: string }
const receive = (letter: Letter) =>
  openContent(letter, verifyEnvelope(letter, directory, NOW), findOpeningKey)

/** An envelope whose header is honest about a ciphertext that holds anything. */
async function letterOf(plaintext: string | Uint8Array, signer = keys.gb, header = {}) {
  const ct = await seal(Buffer.from(plaintext), recipient)
  const unsigned = { ...address, enc_kid: recipient.kid, commit: sent.sealed.commit, ct, ...header }
  return { envelope: signEnvelope(unsigned, 1, NOW, signer), ct }
}

const content = { v: 1, ...address, salt: digestOf('salt'), messages }

describe('the content of an envelope', () => {
  test('arrives as it was sent', async () => {
    expect(await receive(sent)).toEqual(Content.parse(content))
  })

  test('put into another envelope of the same node is refused', async () => {
    const unsigned = { ...sent.sealed, id: idOf('another envelope') }
    const envelope = signEnvelope(unsigned, 2, NOW, keys.gb)
    expect(await refusalOf(() => receive({ envelope, ct: sent.ct }))).toBe('rewrapped')
  })

  test('put into an envelope of another node is refused', async () => {
    const unsigned = { ...sent.sealed, from: nodeId('nl') }
    const envelope = signEnvelope(unsigned, 1, NOW, keys.nl)
    expect(await refusalOf(() => receive({ envelope, ct: sent.ct }))).toBe('rewrapped')
  })

  test('does not help another node that seals it anew: the events are not its own', async () => {
    const stolen = await network.makeEnvelope(messages, { from: nodeId('nl'), signer: keys.nl })
    const opened = await receive(stolen)
    const [first] = opened.messages
    if (first?.type !== 'referral.event') throw new TypeError('the first message is the event')
    expect(await refusalOf(() => verifyEvent(first.event, opened.from, directory, NOW))).toBe(
      'event_signature',
    )
    const stolenGrant = first.grants?.[0] ?? ''
    expect(await refusalOf(() => verifyGrant(stolenGrant, opened.from, directory, NOW))).toBe('key')
  })

  test.each([
    ['no JSON', '{', 'schema'],
    ['JSON with a repeated key', JSON.stringify(content).replace('{', '{"v":1,'), 'schema'],
    ['a byte order mark', `\ufeff${JSON.stringify(content)}`, 'schema'],
    ['a field the schema does not name', JSON.stringify({ ...content, note: 'x' }), 'schema'],
    ['no messages', JSON.stringify({ ...content, messages: [] }), 'schema'],
    [
      'a kind of message that does not exist',
      JSON.stringify({ ...content, messages: [{ type: 'x' }] }),
      'schema',
    ],
    ['another salt', JSON.stringify({ ...content, salt: digestOf('other') }), 'commit'],
    [
      'messages in another order',
      JSON.stringify({ ...content, messages: messages.toReversed() }),
      'commit',
    ],
    ['one message less', JSON.stringify({ ...content, messages: messages.slice(1) }), 'commit'],
  ])('is refused when it is %s', async (_, plaintext, code) => {
    expect(await refusalOf(async () => receive(await letterOf(plaintext)))).toBe(code)
  })

  test('is refused when it is not UTF-8, or sealed to another key than the header says', async () => {
    const bytes = Buffer.concat([Buffer.from(JSON.stringify(content)), Buffer.from([0xff])])
    expect(await refusalOf(async () => receive(await letterOf(bytes)))).toBe('schema')
    const letter = await letterOf(JSON.stringify(content), keys.gb, {
      enc_kid: digestOf('old key'),
    })
    expect(await refusalOf(() => receive(letter))).toBe('key')
  })
})

describe('the commitment', () => {
  const ids = ['a', 'b', 'c'].map(digestOf)
  const salt = digestOf('salt')

  test('changes with order, content, number and salt', () => {
    const [a, b, c] = ids as [(typeof ids)[0], (typeof ids)[0], (typeof ids)[0]]
    const all = [[a, b, c], [a, c, b], [c, b, a], [a, b], [a, b, b], [a], []].map((it) =>
      commitTo(salt, it),
    )
    all.push(commitTo(digestOf('other salt'), ids))
    expect(new Set(all).size).toBe(all.length)
    expect(commitTo(salt, ids)).toBe(all[0])
  })

  test('covers each signed object and not the form of its signature', async () => {
    const signed = messages.flatMap((message) =>
      message.type === 'receipt' ? message.receipts : [message.event, ...(message.grants ?? [])],
    )
    expect(signed).toHaveLength(3)
    for (const jws of [signed, signed.map(otherForm)]) {
      expect(commitTo(digestOf('salt'), jws.map(identityOf))).toBe(sent.sealed.commit)
    }
  })
})

describe('a body', () => {
  const hash = offered.type === 'offered' ? offered.data.body : digestOf('none')

  test('is read when the event committed to it', () => {
    expect(readBody(offerBody, hash, Offer)).toMatchObject({ purpose: 'return' })
  })

  test('is refused when it is missing, changed, salted anew or malformed', async () => {
    const read = (body: typeof offerBody | undefined, as = hash) =>
      refusalOf(() => readBody(body, as, Offer))
    expect(await read(undefined)).toBe('body')
    expect(await read({ ...offerBody, json: `${offerBody.json} ` })).toBe('body')
    expect(await read({ ...offerBody, salt: digestOf('x') })).toBe('body')
    for (const json of [
      '{',
      '{"a":1,"a":1}',
      '{}',
      JSON.stringify({ ...JSON.parse(offerBody.json), name: 'x' }),
    ]) {
      const body = { salt: offerBody.salt, json }
      expect(await read(body, hashBody(body))).toBe('schema')
    }
    expect(writeBody({ a: 1 }, offerBody.salt).json).toBe('{"a":1}')
  })
})
