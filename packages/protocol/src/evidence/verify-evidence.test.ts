import type { UnsealedEvidence } from '@causeway/schemas/evidence'
import type { NodeId, Seconds } from '@causeway/schemas/wire'
import { otherForm } from '@causeway/testkit/tamper'
import { describe, expect, test } from 'vitest'
import { syntheticEvidence } from '../../test/evidence.ts'
import { digestOf, idOf, NOW, nodeId, rootJwk, testNetwork } from '../../test/network.ts'
import { signReceipt } from '../receipt/index.ts'
import { identityOf, type SigningKey, thumbprint } from '../suite/index.ts'
import { sealEvidence, verifyEvidence, type WholeEvidence, writeEvidence } from './index.ts'

const network = await testNetwork()
const { keys } = network
const root = await thumbprint(rootJwk)
const { unsealed: honest } = syntheticEvidence(network)

const seal = (bundle: UnsealedEvidence, at: Seconds = NOW, key: SigningKey = keys.gb) =>
  writeEvidence(sealEvidence(bundle, at, key))
const judge = (text: string) => verifyEvidence(text, { root, now: NOW })
const whole = async (bundle: UnsealedEvidence) => (await judge(seal(bundle))) as WholeEvidence

/** The link, its fault and its place, of a bundle that its own exporter has sealed. */
async function breakOf(change: Partial<UnsealedEvidence>, at?: Seconds, key?: SigningKey) {
  const verdict = await judge(seal({ ...honest, ...change }, at, key))
  if (verdict.holds) return 'holds'
  const { link, fault, at: place } = verdict.broken
  return [link, fault, ...(place === undefined ? [] : [place])].join(' ')
}

const withEnvelope = (at: number, change: object) => ({
  envelopes: honest.envelopes.map((one, index) => (index === at ? { ...one, ...change } : one)),
})
const without = <Item>(items: readonly Item[], at: number) => items.toSpliced(at, 1)

describe('an honest bundle', () => {
  test('holds, and says who signed what, when, and who has seen it', async () => {
    const verdict = await whole(honest)
    expect(verdict).toMatchObject({ holds: true, gaps: [], missing: [], checkpoints: 3 })
    expect(verdict.events.map(({ node, type }) => `${node} ${type}`)).toEqual([
      'gb offered',
      'ro accepted',
      'gb disclosed',
    ])
    expect(verdict.events.map(({ number }) => number)).toEqual([0, 2, 1])
    expect(verdict.state.status).toBe('accepted')
    expect(verdict.sealed).toEqual({ by: 'gb', at: NOW })
    expect(verdict.witnesses).toEqual({ nodes: 3, quorum: 2 })
    expect(verdict.envelopes[0]).toMatchObject({
      from: 'gb',
      to: 'ro',
      events: [0],
      others: 1,
      logged: { index: 1, size: 2, by: ['gb', 'ro'], witnessedAt: NOW - 50 },
    })
    expect(verdict.envelopes[0]?.receipts.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
      'submission_accepted hub',
      'applied ro',
      'retrieved ro',
    ])
  })

  test('of the other node holds as well, with the same events', async () => {
    const by = nodeId('ro')
    const theirs = await judge(seal({ ...honest, by }, NOW, keys.ro))
    const ours = await whole(honest)
    expect((theirs as WholeEvidence).events).toEqual(ours.events)
  })

  test('without a root from elsewhere shows whose directory it is to nobody', async () => {
    const verdict = await verifyEvidence(seal(honest), { root: undefined, now: NOW })
    expect(verdict).toMatchObject({ holds: true, gaps: ['root_unknown'] })
    const other = await verifyEvidence(seal(honest), { root: digestOf('other'), now: NOW })
    expect(other).toMatchObject({ broken: { link: 'directory', fault: 'root' } })
  })

  test('names what it lacks', async () => {
    const bare = { receipts: [], inclusion: null }
    expect((await whole({ ...honest, ...withEnvelope(0, bare) })).gaps).toEqual([
      'not_answered',
      'not_logged',
    ])
    const [first = ''] = honest.checkpoints
    const lone = first.split('\n').slice(0, -2).join('\n').concat('\n')
    const gaps = (await whole({ ...honest, checkpoints: honest.checkpoints.with(0, lone) })).gaps
    expect(gaps).toEqual(['not_witnessed'])
    expect((await whole({ ...honest, joins: honest.joins.with(0, null) })).gaps).toEqual([
      'not_joined',
    ])
    expect((await whole({ ...honest, envelopes: without(honest.envelopes, 1) })).gaps).toEqual([
      'not_sent',
    ])
  })

  test('shows a fork of the other node as what it is', async () => {
    const story = ['gb offered', 'ro accepted', 'ro declined fork']
    const verdict = await whole(syntheticEvidence(network, { story }).unsealed)
    expect(verdict).toMatchObject({ gaps: ['contradiction'], state: { frozen: 'fork' } })
    expect(verdict.events.map(({ n }) => n)).toEqual([1, 1, 1])
  })

  test('may lack what never reached its exporter, and says so', async () => {
    const story = ['gb offered', 'ro opened', 'ro accepted']
    const { unsealed } = syntheticEvidence(network, { story })
    const [offered = '', opened = '', accepted = ''] = unsealed.events
    const envelopes = without(unsealed.envelopes, 1)
    const verdict = await whole({ ...unsealed, events: [offered, accepted], envelopes })
    expect(verdict).toMatchObject({ gaps: ['events_missing'], missing: [{ node: 'ro', n: 1 }] })
    expect(await judge(seal({ ...unsealed, events: [offered, opened], envelopes }))).toMatchObject({
      broken: { link: 'envelopes', fault: 'event', at: 1 },
    })
  })

  test('may not lack what its exporter had counted, though it names only what came after', async () => {
    const story = ['gb offered', 'ro opened', 'ro accepted', 'gb disclosed']
    const { unsealed } = syntheticEvidence(network, { story })
    const [events, envelopes] = [without(unsealed.events, 2), without(unsealed.envelopes, 2)]
    expect(await judge(seal({ ...unsealed, events, envelopes }))).toMatchObject({
      broken: { link: 'events', fault: 'prev', at: 2 },
    })
  })
})

describe('an exporter that seals what it has changed is found', () => {
  test.each<[string, string, Partial<UnsealedEvidence>]>([
    ['an event of its own left out', 'events prev 0', { events: without(honest.events, 0) }],
    ['an event of the other left out', 'events seen 1', { events: without(honest.events, 2) }],
    ['events in another order', 'events order 1', { events: honest.events.toReversed() }],
    ['an event twice', 'events order 1', { events: [honest.events[0] ?? '', ...honest.events] }],
    ['another referral', 'events referral 0', { referral: idOf('another') }],
    [
      'the envelope of an event of the other left out',
      'events unsent 2',
      { envelopes: without(honest.envelopes, 2) },
    ],
    ['another salt', 'envelopes commit 1', withEnvelope(1, { salt: digestOf('other') })],
    ['a hash more inside', 'envelopes commit 0', withEnvelope(0, { signed: [digestOf('x')] })],
    [
      'an envelope in the place of another',
      'envelopes order 1',
      withEnvelope(0, pick(2, ['envelope', 'salt', 'signed'])),
    ],
    ['receipts of another envelope', 'receipts digest 0', withEnvelope(0, pick(1, ['receipts']))],
    [
      'receipts in another order',
      'receipts order 0',
      withEnvelope(0, { receipts: honest.envelopes[0]?.receipts.toReversed() }),
    ],
    [
      'a receipt in the other form',
      'receipts malleable 0',
      withEnvelope(0, { receipts: honest.envelopes[0]?.receipts.map(otherForm) }),
    ],
    ['a place of another', 'inclusion proof 0', withEnvelope(0, pick(1, ['inclusion']))],
    ['a checkpoint that is not there', 'inclusion checkpoint 0', { checkpoints: [], joins: [] }],
    ['a proof too few', 'history count', { joins: honest.joins.slice(1) }],
    ['a proof of another pair', 'history proof 0', { joins: honest.joins.toReversed() }],
  ])('%s: %s', async (_, found, change) => {
    expect(await breakOf(change)).toBe(found)
  })

  test('a seal by another key, of the future, or over something else', async () => {
    expect(await breakOf({}, NOW, keys.ro)).toBe('seal by')
    expect(await breakOf({}, NOW, keys.stranger)).toBe('seal key 0')
    expect(await breakOf({}, NOW, keys.gbExpired)).toBe('seal key 0')
    expect(await breakOf({}, NOW + 61)).toBe('seal time 0')
    const { seal: other } = sealEvidence({ ...honest, joins: [] }, NOW, keys.gb)
    const text = writeEvidence({ ...honest, seal: other })
    expect(await judge(text)).toMatchObject({ broken: { link: 'seal', fault: 'digest' } })
  })

  test('a receipt that it has made itself', async () => {
    const env = identityOf(honest.envelopes[0]?.envelope ?? '')
    const make = (by: string, key: SigningKey) =>
      signReceipt({ kind: 'retrieved', by, env, at: NOW - 10 }, key)
    for (const [found, forged] of [
      ['receipts by 0', make('gb', keys.gb)],
      ['receipts key 0', make('ro', keys.gb)],
    ] as const) {
      expect(await breakOf(withEnvelope(0, { receipts: [forged] }))).toBe(found)
    }
    expect(await breakOf(withEnvelope(0, { receipts: [make('ro', keys.ro)] }))).toBe('holds')
  })
})

test('parties of another network, or an exporter that is neither, are refused', async () => {
  for (const change of [
    { by: nodeId('nl') },
    { receiver: 'xx' as NodeId },
    { sender: nodeId('ro') },
  ]) {
    expect(await breakOf(change)).toBe('directory party')
  }
})

test('millions of false values, in a text with an escape, keep nobody busy', async () => {
  const many = `[${'1,'.repeat(10_000_000)}1]`
  const texts = ['events', 'checkpoints', 'envelopes'].map((name) =>
    JSON.stringify({ ...honest, [name]: 'HERE', seal: 'X' })
      .replace('"HERE"', many)
      .replace('"X"', '"\\u0058"'),
  )
  for (const text of texts) {
    expect(await judge(text)).toEqual({
      holds: false,
      broken: { link: 'form', fault: 'shape', at: undefined },
    })
  }
}, 20_000)

test('the text has one form', async () => {
  const text = seal(honest)
  for (const [fault, other] of [
    ['json', text.slice(1)],
    ['json', `\uFEFF${text}`],
    ['json', text.replace('{"v":1,', '{"v":1,"v":1,')],
    ['shape', text.replace('"v":1', '"v":2')],
    ['shape', text.replace('{"v":1', '{"x":1,"v":1')],
    ['spelling', `${text}\n`],
    ['spelling', `${text} `],
    ['spelling', text.replace('"v":1', '"v": 1')],
    ['spelling', text.replace('"v":1', '"v":1.0')],
    ['spelling', text.replace('"sender"', '"sende\\u0072"')],
    ['spelling', text.replace(/"sender":"gb","receiver":"ro"/, '"receiver":"ro","sender":"gb"')],
  ] as const) {
    expect(other).not.toBe(text)
    expect(await judge(other)).toEqual({
      holds: false,
      broken: { link: 'form', fault, at: undefined },
    })
  }
})

function pick(from: number, names: readonly string[]): object {
  const { envelopes } = honest
  return Object.fromEntries(names.map((name) => [name, envelopes[from]?.[name as 'salt']]))
}
