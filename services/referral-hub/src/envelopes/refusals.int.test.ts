import { type SigningKey, signJws } from '@causeway/protocol/suite'
import type { Envelope, NodeId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { type TestHub, test } from '../../test/hub-test.ts'
import { aCiphertext, anEnvelope, NOW, randomId, type TestNetwork } from '../../test/network.ts'

const LIFETIME = 14 * 24 * 60 * 60
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** Replaces one of the three parts of the signed header. */
function alterPart({ envelope, ct }: Envelope, part: number, alter: (text: string) => string) {
  const parts = envelope.split('.')
  parts[part] = alter(parts[part] ?? '')
  return { envelope: parts.join('.'), ct }
}

const readHeader = ({ envelope }: Envelope): object =>
  JSON.parse(Buffer.from(envelope.split('.')[1] ?? '', 'base64url').toString())

const alterHeader = (envelope: Envelope, changes: object) =>
  alterPart(envelope, 1, () =>
    Buffer.from(JSON.stringify({ ...readHeader(envelope), ...changes })).toString('base64url'),
  )

const signAnew = (envelope: Envelope, changes: object, key: SigningKey) => ({
  envelope: signJws('cw-envelope+jws', { ...readHeader(envelope), ...changes }, key),
  ct: envelope.ct,
})

/** The other valid signature, (r, n - s), which anybody can make of the first. */
const inOtherForm = (envelope: Envelope) =>
  alterPart(envelope, 2, (text) => {
    const signature = Buffer.from(text, 'base64url')
    const s = BigInt(`0x${signature.subarray(32).toString('hex')}`)
    const other = (ORDER - s).toString(16).padStart(64, '0')
    return Buffer.concat([signature.subarray(0, 32), Buffer.from(other, 'hex')]).toString(
      'base64url',
    )
  })

type Nodes = TestNetwork['nodes']

const refusals: [name: string, code: string, make: (nodes: Nodes) => unknown][] = [
  ['something that is no envelope', 'format', () => ({ name: 'canary' })],
  ['a field too many', 'format', ({ gb }) => ({ ...anEnvelope(gb), note: 'canary' })],
  ['parts that are no base64url', 'format', ({ gb }) => alterPart(anEnvelope(gb), 2, () => '!')],
  [
    'a ciphertext over 250 kB',
    'size',
    ({ gb }) => ({ ...anEnvelope(gb), ct: 'x'.repeat(250_001) }),
  ],
  ['an altered header', 'auth', ({ gb }) => alterHeader(anEnvelope(gb), { seq: 77 })],
  ['an altered ciphertext', 'auth', ({ gb }) => ({ ...anEnvelope(gb), ct: aCiphertext() })],
  ['a signature of another node', 'auth', ({ gb, nl }) => anEnvelope(gb, { key: nl.sign })],
  ['a signature by a transport key', 'auth', ({ gb }) => anEnvelope(gb, { key: gb.transport })],
  ['a signature in its other form', 'malleable', ({ gb }) => inOtherForm(anEnvelope(gb))],
  ['an envelope that has expired', 'time', ({ gb }) => anEnvelope(gb, { iat: NOW - LIFETIME })],
  ['an envelope that is not yet valid', 'time', ({ gb }) => anEnvelope(gb, { iat: NOW + 61 })],
  ['an unknown recipient', 'recipient', ({ gb }) => anEnvelope(gb, { to: 'fr' as NodeId })],
  [
    'an envelope addressed to its sender',
    'format',
    ({ gb }) => signAnew(anEnvelope(gb), { to: 'gb' }, gb.sign),
  ],
]

describe('POST /v1/envelopes refuses', () => {
  for (const [name, code, make] of refusals) {
    test(`${name} with ${code}, storing and echoing nothing`, async ({ hub, network }) => {
      const before = await countSeen(hub)
      const reply = await hub.send(network.nodes.gb, 'POST', '/v1/envelopes', {
        envelopes: [make(network.nodes)],
      })

      expect(reply.json()).toEqual({ results: [{ problem: code }] })
      expect(await countSeen(hub)).toBe(before)
      expect(hub.lines.join('')).not.toContain('canary')
    })
  }

  test('an id that was used for other content with replay, and sounds the alarm', async ({
    hub,
    network,
  }) => {
    const { gb } = network.nodes
    const id = randomId()
    await hub.submit(gb, anEnvelope(gb, { id }))
    const lines = hub.lines.length
    const results = await hub.submit(gb, anEnvelope(gb, { id }))

    expect(results).toEqual([{ problem: 'replay' }])
    const alarms = hub.lines.slice(lines).map((line) => JSON.parse(line))
    expect(alarms).toContainEqual(expect.objectContaining({ alarm: 'replay' }))
  })

  test('the same header signed anew with replay: a repeat is the same bytes', async ({
    hub,
    network,
  }) => {
    const { gb } = network.nodes
    const parts = { id: randomId(), seq: 800_001, ct: aCiphertext() }
    const first = anEnvelope(gb, parts)
    await hub.submit(gb, first)
    const results = await hub.submit(gb, anEnvelope(gb, parts))
    expect(results).toEqual([{ problem: 'replay' }])
  })

  test('a sequence number that another envelope has with sequence', async ({ hub, network }) => {
    const { gb } = network.nodes
    await hub.submit(gb, anEnvelope(gb, { seq: 700_001 }))
    const results = await hub.submit(gb, anEnvelope(gb, { seq: 700_001 }))
    expect(results).toEqual([{ problem: 'sequence' }])
  })

  test.for([
    ['no envelope', { envelopes: [] }],
    ['more than a batch', { envelopes: Array.from({ length: 33 }, () => 'canary') }],
    ['something beside envelopes', { envelopes: ['canary'], canary: 'canary' }],
  ] as const)('a submission of %s whole with format', async ([, body], { hub, network }) => {
    const reply = await hub.send(network.nodes.gb, 'POST', '/v1/envelopes', body)
    expect(reply.statusCode).toBe(400)
    expect(reply.json().type).toBe('urn:causeway:problem:format')
    expect(reply.body).not.toContain('canary')
  })

  test('a body over 8 MiB with size', async ({ hub, network }) => {
    const body = { envelopes: ['x'.repeat(8 * 1024 * 1024)] }
    const reply = await hub.send(network.nodes.gb, 'POST', '/v1/envelopes', body)
    expect(reply.json()).toMatchObject({ status: 413, type: 'urn:causeway:problem:size' })
  })
})

const countSeen = async (hub: TestHub) =>
  (await hub.db.selectFrom('seen').select('id').execute()).length
