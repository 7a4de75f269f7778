import type { UnsealedEvidence } from '@causeway/schemas/evidence'
import { otherForm } from '@causeway/testkit/tamper'
import { sealEvidence, writeEvidence } from '../../src/evidence/index.ts'
import { thumbprint } from '../../src/suite/index.ts'
import { syntheticEvidence } from '../../test/evidence.ts'
import { digestOf, NOW, nodeId, rootJwk, type TestNetwork } from '../../test/network.ts'

/** Evidence of one referral, by its text alone; `expect` is `ok` or link, fault and place. */
export async function evidenceVectors(network: TestNetwork) {
  const { keys } = network
  const root = await thumbprint(rootJwk)
  const { unsealed } = syntheticEvidence(network)
  const text = writeEvidence(sealEvidence(unsealed, NOW, keys.gb))
  const vector = (comment: string, expect: string, evidence: string, gaps: string[] = []) => ({
    comment,
    expect,
    now: NOW,
    root,
    evidence,
    ...(expect === 'ok' ? { gaps } : {}),
  })
  const sealed = (change: Partial<UnsealedEvidence>, at = NOW, key = keys.gb) =>
    writeEvidence(sealEvidence({ ...unsealed, ...change }, at, key))
  const inFirst = (change: object) => ({
    envelopes: unsealed.envelopes.map((one, index) => (index === 0 ? { ...one, ...change } : one)),
  })
  const of = (...story: string[]) => syntheticEvidence(network, { story }).unsealed
  const gap = of('gb offered', 'ro opened', 'ro accepted')
  const full = of('gb offered', 'ro opened', 'ro accepted', 'gb disclosed')
  const left = {
    ...full,
    events: full.events.toSpliced(2, 1),
    envelopes: full.envelopes.toSpliced(2, 1),
  }
  const [first, second] = unsealed.envelopes
  const lone = unsealed.checkpoints.map((note) => `${note.split('\n').slice(0, -2).join('\n')}\n`)

  return {
    good: vector('Three events by two nodes, all proven.', 'ok', text),
    'good-receiver': vector(
      'The same by the receiving node.',
      'ok',
      sealed({ by: nodeId('ro') }, NOW, keys.ro),
    ),
    'good-not-logged': vector(
      'Without a place in the log.',
      'ok',
      sealed({
        envelopes: unsealed.envelopes.map((one) => ({ ...one, inclusion: null })),
        checkpoints: [],
        joins: [],
      }),
      ['not_logged'],
    ),
    'good-not-witnessed': vector(
      'Each checkpoint confirmed by one node of three.',
      'ok',
      sealed({ checkpoints: lone }),
      ['not_witnessed'],
    ),
    'good-not-joined': vector(
      'No proof from one checkpoint to the next.',
      'ok',
      sealed({ joins: unsealed.joins.map(() => null) }),
      ['not_joined'],
    ),
    'good-fork': vector(
      'The other node has signed two events with one number.',
      'ok',
      sealed(of('gb offered', 'ro accepted', 'ro declined fork')),
      ['contradiction'],
    ),
    'good-missing': vector(
      'An event of the other node has not arrived.',
      'ok',
      sealed({
        ...gap,
        events: gap.events.toSpliced(1, 1),
        envelopes: gap.envelopes.toSpliced(1, 1),
      }),
      ['events_missing'],
    ),
    'form-spelling': vector('A space more.', 'form spelling', text.replace(':1,', ': 1,')),
    'form-json': vector('A key twice.', 'form json', text.replace('{', '{"v":1,')),
    'form-shape': vector('A member more.', 'form shape', text.replace('{', '{"note":1,')),
    'directory-root': {
      ...vector('The reader knows another root.', 'directory root', text),
      root: digestOf('another root'),
    },
    'directory-party': vector(
      'Exported by a node that is no party.',
      'directory party',
      sealed({ by: nodeId('nl') }, NOW, keys.nl),
    ),
    'events-prev': vector(
      'Its own first event left out.',
      'events prev 0',
      sealed({ events: unsealed.events.slice(1) }),
    ),
    'events-seen': vector(
      'An event left out that its own next one has seen.',
      'events seen 1',
      sealed({ events: unsealed.events.slice(0, 2), envelopes: unsealed.envelopes.slice(0, 2) }),
    ),
    'events-left-out': vector(
      'An event left out that it had counted, since it has seen the next.',
      'events prev 2',
      sealed(left),
    ),
    'events-order': vector(
      'The chains in the wrong order.',
      'events order 1',
      sealed({ events: unsealed.events.toReversed() }),
    ),
    'events-unsent': vector(
      'An event of the other node without an envelope.',
      'events unsent 2',
      sealed({ envelopes: unsealed.envelopes.slice(0, 2) }),
    ),
    'envelopes-commit': vector(
      'Another salt.',
      'envelopes commit 0',
      sealed(inFirst({ salt: digestOf('another salt') })),
    ),
    'receipts-malleable': vector(
      'A receipt with the signature (r, n - s).',
      'receipts malleable 0',
      sealed(inFirst({ receipts: first?.receipts.map(otherForm) })),
    ),
    'receipts-digest': vector(
      'The receipts of another envelope.',
      'receipts digest 0',
      sealed(inFirst({ receipts: second?.receipts })),
    ),
    'checkpoints-order': vector(
      'Checkpoints from large to small.',
      'checkpoints order 1',
      sealed({ checkpoints: unsealed.checkpoints.toReversed() }),
    ),
    'inclusion-proof': vector(
      'The place of another envelope.',
      'inclusion proof 0',
      sealed(inFirst({ inclusion: second?.inclusion })),
    ),
    'history-proof': vector(
      'Proofs between other checkpoints.',
      'history proof 0',
      sealed({ joins: unsealed.joins.toReversed() }),
    ),
    'seal-by': vector('Sealed by the other node.', 'seal by', sealed({}, NOW, keys.ro)),
    'seal-time': vector('Sealed in the future.', 'seal time 0', sealed({}, NOW + 61)),
    'seal-digest': vector(
      'A proof taken out after sealing.',
      'seal digest',
      writeEvidence({
        ...unsealed,
        joins: unsealed.joins.map(() => null),
        seal: sealEvidence(unsealed, NOW, keys.gb).seal,
      }),
    ),
  }
}
