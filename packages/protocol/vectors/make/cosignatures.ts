import { createPrivateKey, createPublicKey } from 'node:crypto'
import { cosignedMessage, witnessKeyId } from '../../src/log/cosigned-message.ts'
import { type Checkpoint, cosign, EMPTY_ROOT, signCheckpoint } from '../../src/log/index.ts'
import { flipBit } from '../../src/log/test/stores.ts'
import { keyFile, NOW, type TestNetwork } from '../../test/network.ts'
import { aCheckpoint } from './checkpoints.ts'
import { torchwood } from './published.ts'

type Name = 'gb' | 'ro' | 'nl'
const { vkey, skey } = keyFile.log
const good = signCheckpoint(aCheckpoint, skey)

const DAY = 86_400
const validity = { nbf: NOW - 30 * DAY, exp: NOW + 335 * DAY }

function witnessOf(node: Name, holder: Name = node) {
  const { priv: _, name, ...jwk } = keyFile[holder].witness
  return { node, name, ...validity, jwk }
}

/** Three nodes, of which two have witness keys: what has to be known to judge a checkpoint. */
const trust = {
  origin: aCheckpoint.origin,
  log_key: vkey,
  nodes: ['gb', 'nl', 'ro'],
  witnesses: [witnessOf('gb'), witnessOf('ro')],
}

interface Says {
  cosignatures: { node: Name; at: number }[]
  witnessed: boolean
}

export function cosignatureVectors({ witnessKeys }: TestNetwork) {
  const by = (node: Name, at = NOW, of: Checkpoint = aCheckpoint) =>
    cosign(of, at, witnessKeys[node])
  const ok = (comment: string, lines: string[], says: Says, change: object = {}) => ({
    comment,
    expect: 'ok',
    ...trust,
    ...change,
    checkpoint: good + lines.join(''),
    ...says,
  })
  const refused = (comment: string, line: string, checkpoint = good) => ({
    comment,
    expect: 'refused',
    ...trust,
    checkpoint: checkpoint + line,
  })
  const bytes = Buffer.from(by('ro').split(' ')[2] ?? '', 'base64')
  const lineOf = (changed: Buffer) => `— ${witnessKeys.ro.name} ${changed.toString('base64')}\n`
  const flipped = (at: number) => {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    return lineOf(changed)
  }
  const ro = { node: 'ro' as const, at: NOW }
  return {
    good: ok('Two of three nodes.', [by('ro'), by('gb', NOW + 9)], {
      cosignatures: [{ node: 'gb', at: NOW + 9 }, ro],
      witnessed: true,
    }),
    'good-none': ok('Nobody has witnessed it.', [], { cosignatures: [], witnessed: false }),
    'good-one': ok('One of three nodes: no quorum.', [by('ro')], {
      cosignatures: [ro],
      witnessed: false,
    }),
    'good-of-two-nodes': ok(
      'One of two nodes: no quorum.',
      [by('ro')],
      { cosignatures: [ro], witnessed: false },
      { nodes: ['gb', 'ro'] },
    ),
    'good-of-four-nodes': ok(
      'Two of four nodes: no quorum.',
      [by('ro'), by('gb')],
      { cosignatures: [{ node: 'gb', at: NOW }, ro], witnessed: false },
      { nodes: ['de', 'gb', 'nl', 'ro'] },
    ),
    'good-repeated': ok(
      'One node three times: it counts once, with its earliest time.',
      [by('ro', NOW + 2), by('ro'), by('ro', NOW + 1)],
      { cosignatures: [ro], witnessed: false },
    ),
    'good-two-keys': ok(
      'One node by two keys: it counts once.',
      [by('ro'), by('nl')],
      { cosignatures: [ro], witnessed: false },
      { witnesses: [witnessOf('ro'), witnessOf('ro', 'nl')] },
    ),
    'good-unknown': ok(
      'A line of a key that is not known, under the name of a witness, is left alone.',
      [by('ro'), cosign(aCheckpoint, NOW, { ...witnessKeys.nl, name: witnessKeys.gb.name })],
      { cosignatures: [ro], witnessed: false },
    ),
    'good-first-second': ok('At the first second of its key.', [by('ro', validity.nbf)], {
      cosignatures: [{ node: 'ro', at: validity.nbf }],
      witnessed: false,
    }),
    'good-last-second': ok('At the last second of its key.', [by('ro', validity.exp - 1)], {
      cosignatures: [{ node: 'ro', at: validity.exp - 1 }],
      witnessed: false,
    }),
    'before-its-key': refused('A second before its key.', by('ro', validity.nbf - 1)),
    'after-its-key': refused('At the end of its key.', by('ro', validity.exp)),
    'time-zero': {
      ...refused('At no time, by a key that was always valid.', by('ro', 0)),
      witnesses: [{ ...witnessOf('ro'), nbf: 0 }],
    },
    'another-time': refused('Another time than was signed.', flipped(11)),
    signature: refused('One bit of the signature.', flipped(900)),
    'cut-short': refused('A byte is missing.', lineOf(bytes.subarray(0, -1))),
    'another-root': refused(
      'Of another tree of the same size: the log was forked.',
      by('ro', NOW, { ...aCheckpoint, root: flipBit(aCheckpoint.root, 9) }),
    ),
    'another-size': refused('Of another size.', by('ro', NOW, { ...aCheckpoint, size: 1041 })),
    'another-log': refused(
      'Of another log.',
      by('ro', NOW, { ...aCheckpoint, origin: 'other.example/log' }),
    ),
    'empty-log': refused(
      'A line of a witness under an empty log.',
      by('ro'),
      signCheckpoint({ ...aCheckpoint, size: 0, root: EMPTY_ROOT }, skey),
    ),
    'log-key-of-another': {
      ...refused('The log is not the one expected.', ''),
      origin: 'other.example/log',
    },
  }
}

/** The bytes themselves, for whoever has no other implementation to compare with. */
export function messageVectors({ witnessKeys }: TestNetwork) {
  const of = (checkpoint: Checkpoint, at: number, name: string, line: Buffer) => ({
    ...checkpoint,
    name,
    at,
    message: cosignedMessage(checkpoint, at, name).toString('hex'),
    key_id: line.subarray(0, 4).toString('hex'),
    signature: line.subarray(12).toString('base64url'),
  })
  const { priv: _, name, ...jwk } = keyFile.ro.witness
  const own = cosign(aCheckpoint, NOW, witnessKeys.ro)
  const published = createPublicKey(
    createPrivateKey({
      key: Buffer.from(torchwood.seed, 'hex'),
      format: 'raw-seed',
      asymmetricKeyType: 'ml-dsa-44',
    }),
  )
  const line = Buffer.from(torchwood.line, 'base64')
  const root = Buffer.from(torchwood.root, 'base64').toString('base64url') as Checkpoint['root']
  if (!witnessKeyId(torchwood.name, published).equals(line.subarray(0, 4))) {
    throw new Error('the published key id is not that of the published seed')
  }
  return {
    good: {
      comment: 'What ro signs of the checkpoint of the other vectors.',
      expect: 'ok',
      jwk,
      ...of(aCheckpoint, NOW, name, Buffer.from(own.split(' ')[2] ?? '', 'base64')),
    },
    published: {
      comment:
        'Published. At time 0, which is refused in a checkpoint here; message, key id and signature hold.',
      expect: 'ok',
      source: torchwood.source,
      jwk: published.export({ format: 'jwk' }),
      ...of({ origin: torchwood.name, size: torchwood.size, root }, 0, torchwood.name, line),
    },
  }
}
