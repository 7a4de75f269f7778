import { createHash } from 'node:crypto'
import type { Digest } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyFile, NOW, nodeId, testNetwork } from '../../test/network.ts'
import { cosign, EMPTY_ROOT, openWitnessed, quorumOf, signCheckpoint } from './index.ts'
import { someLeaves } from './test/stores.ts'

const { directory, witnessKeys } = await testNetwork()
const trust = directory.logTrust
const [root, otherRoot] = someLeaves(2) as [Digest, Digest]
const checkpoint = { origin: 'hub.example/log', size: 1042, root }
const { skey } = keyFile.log
const text = signCheckpoint(checkpoint, skey)
type Name = keyof typeof witnessKeys
const lineOf = (node: Name, at = NOW, of = checkpoint) => cosign(of, at, witnessKeys[node])
const nodesIn = (it: string) => openWitnessed(it, trust).cosignatures.map(({ node }) => node)

/** A line of these bytes under this name, with the key id of a key of this type. */
function foreignLine(name: string, type: number, bytes: number): string {
  const id = createHash('sha256').update(`${name}\n`).update(Buffer.alloc(33, type)).digest()
  return `— ${name} ${Buffer.concat([id.subarray(0, 4), Buffer.alloc(bytes, 1)]).toString('base64')}\n`
}

describe('a checkpoint', () => {
  test('is witnessed by two of three nodes, by one it is not', () => {
    expect(openWitnessed(text, trust)).toEqual({ checkpoint, cosignatures: [], isWitnessed: false })
    expect(openWitnessed(text + lineOf('ro'), trust).isWitnessed).toBe(false)
    expect(openWitnessed(text + lineOf('ro') + lineOf('gb', NOW + 9), trust)).toEqual({
      checkpoint,
      cosignatures: [
        { node: nodeId('gb'), at: NOW + 9 },
        { node: nodeId('ro'), at: NOW },
      ],
      isWitnessed: true,
    })
  })

  test('is not witnessed by one node that signs often: it counts once, with its earliest time', () => {
    const lines = [lineOf('ro', NOW + 2), lineOf('ro'), lineOf('ro'), lineOf('ro', NOW + 1)]
    expect(openWitnessed(text + lines.join(''), trust)).toMatchObject({
      cosignatures: [{ node: nodeId('ro'), at: NOW }],
      isWitnessed: false,
    })
  })

  test('is not witnessed by one node with two keys', () => {
    const asIfOfOne = trust.witnesses.map((witness) => ({ ...witness, node: nodeId('ro') }))
    const lines = lineOf('ro') + lineOf('gb') + lineOf('nl')
    expect(openWitnessed(text + lines, { ...trust, witnesses: asIfOfOne })).toMatchObject({
      cosignatures: [{ node: nodeId('ro') }],
      isWitnessed: false,
    })
  })

  test('needs as many witnesses of a larger network, also of nodes that have no key', () => {
    const nodes = [...trust.nodes, nodeId('de' as Name)]
    const lines = lineOf('ro') + lineOf('gb')
    expect(openWitnessed(text + lines, { ...trust, nodes }).isWitnessed).toBe(false)
    expect(openWitnessed(text + lines + lineOf('nl'), { ...trust, nodes }).isWitnessed).toBe(true)
  })

  test('leaves alone what nobody in the directory signed, whatever it calls itself', () => {
    const [name] = trust.witnesses.map((witness) => witness.name)
    const unknown = [
      foreignLine('de.example/witness', 0x06, 2428),
      foreignLine(name ?? '', 0x04, 72),
      foreignLine(name ?? '', 0x06, 2428),
      cosign(checkpoint, NOW, { ...witnessKeys.gb, name: witnessKeys.ro.name }),
    ]
    expect(nodesIn(text + unknown.join('') + lineOf('nl'))).toEqual(['nl'])
  })

  test('carries up to 64 lines, the one of the log among them', () => {
    const unknown = foreignLine('de.example/witness', 0x06, 1000)
    expect(nodesIn(text + unknown.repeat(62) + lineOf('ro'))).toEqual(['ro'])
    expect(() => nodesIn(text + unknown.repeat(63) + lineOf('ro'))).toThrow(/too many/)
  })
})

describe('a checkpoint is refused as a whole with a line of a witness', () => {
  const [witness] = trust.witnesses.filter(({ node }) => node === nodeId('ro'))
  const { nbf = 0, exp = 0 } = witness ?? {}
  const empty = { ...checkpoint, size: 0, root: EMPTY_ROOT }
  const bytes = Buffer.from(lineOf('ro').split(' ')[2] ?? '', 'base64')
  const withBytes = (changed: Buffer) => `— ${witness?.name} ${changed.toString('base64')}\n`

  test.each([
    [
      'of another tree of this size: the log was forked',
      lineOf('ro', NOW, { ...checkpoint, root: otherRoot }),
    ],
    ['of another size', lineOf('ro', NOW, { ...checkpoint, size: 1041 })],
    ['of another log', lineOf('ro', NOW, { ...checkpoint, origin: 'other.example/log' })],
    ['of a time before its key', lineOf('ro', nbf - 1)],
    ['of the end of its key', lineOf('ro', exp)],
    ['that is cut short', withBytes(bytes.subarray(0, -1))],
    ['that is too long', withBytes(Buffer.concat([bytes, Buffer.of(0)]))],
    ['of a time beyond all counting', withBytes(Buffer.from(bytes).fill(0xff, 4, 12))],
  ])('%s', (_, line) => {
    expect(() => openWitnessed(text + lineOf('gb') + line, trust)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('example') }),
    )
  })

  test('of no time, also when its key was always valid', () => {
    const witnesses = trust.witnesses.map((known) => ({ ...known, nbf: 0 }))
    const openedAt = (at: number) => openWitnessed(text + lineOf('ro', at), { ...trust, witnesses })
    expect(openedAt(1).cosignatures).toEqual([{ node: nodeId('ro'), at: 1 }])
    expect(() => openedAt(0)).toThrow(/valid/)
  })

  test('under an empty log', () => {
    const line = lineOf('ro')
    expect(openWitnessed(signCheckpoint(empty, skey), trust).isWitnessed).toBe(false)
    expect(() => openWitnessed(signCheckpoint(empty, skey) + line, trust)).toThrow(Error)
  })
})

test('a log under another name than the directory gives it is refused', () => {
  expect(() => openWitnessed(text, { ...trust, origin: 'other.example/log' })).toThrow(/log/)
})

describe('no single change of the text', () => {
  const whole = text + lineOf('ro') + lineOf('gb')
  const known = openWitnessed(whole, trust)

  /** What was changed is refused, or says the same with no more witnesses than before. */
  function expectNoGain(changed: string) {
    let opened: ReturnType<typeof openWitnessed>
    try {
      opened = openWitnessed(changed, trust)
    } catch {
      return 'refused'
    }
    expect(opened.checkpoint).toEqual(checkpoint)
    expect(known.cosignatures).toEqual(expect.arrayContaining(opened.cosignatures))
    return opened.cosignatures.length < known.cosignatures.length ? 'fewer' : 'the same'
  }

  test('of a character adds a witness or changes what is witnessed', () => {
    const outcomes = new Set<string>()
    for (let at = 0; at < whole.length; at += 1) {
      const by = whole[at] === 'A' ? 'B' : 'A'
      const outcome = expectNoGain(whole.slice(0, at) + by + whole.slice(at + 1))
      if (outcome === 'the same') expect.unreachable(`at ${at}`)
      outcomes.add(outcome)
    }
    expect([...outcomes].toSorted()).toEqual(['fewer', 'refused'])
  })

  test('by leaving out, doubling or moving a part does either', () => {
    const place = fc.nat(whole.length)
    fc.assert(
      fc.property(place, place, place, (one, other, to) => {
        const [from, until] = [Math.min(one, other), Math.max(one, other)]
        const part = whole.slice(from, until)
        const without = whole.slice(0, from) + whole.slice(until)
        expectNoGain(without)
        expectNoGain(without.slice(0, to) + part + without.slice(to))
        expectNoGain(whole.slice(0, to) + part + whole.slice(to))
      }),
      { numRuns: 500 },
    )
  })

  test('by leaving out, doubling or moving a line does either', () => {
    const lines = whole
      .split('\n')
      .slice(0, -1)
      .map((line) => `${line}\n`)
    for (const [at, line] of lines.entries()) {
      const without = lines.toSpliced(at, 1)
      expectNoGain(without.join(''))
      for (let to = 0; to <= lines.length; to += 1) {
        expectNoGain(without.toSpliced(to, 0, line).join(''))
        expectNoGain(lines.toSpliced(to, 0, line).join(''))
      }
    }
  })
})

test.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
  [27, 14],
])('of %i nodes a quorum is %i', (nodes, quorum) => {
  expect(quorumOf(nodes)).toBe(quorum)
})

test('two quorums always have a node in common', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (nodes) => {
      expect(2 * quorumOf(nodes)).toBeGreaterThan(nodes)
      expect(quorumOf(nodes)).toBeLessThanOrEqual(nodes)
    }),
  )
})
