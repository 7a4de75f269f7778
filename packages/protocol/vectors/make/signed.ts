import { otherForm } from '@causeway/testkit/tamper'
import { signReceipt } from '../../src/receipt/index.ts'
import { signJws, signRequestProof } from '../../src/suite/index.ts'
import { digestOf, NOW, type TestNetwork } from '../../test/network.ts'
import { applied, submissionAccepted } from '../../test/signed-objects.ts'
import { trust } from './network.ts'

export function receiptVectors({ keys }: TestNetwork) {
  const vector = (comment: string, expect: string, receipt: string) => ({
    comment,
    expect,
    now: NOW,
    ...trust,
    receipt,
  })
  const good = signReceipt(applied, keys.ro)
  return {
    good: vector('applied, by the receiving node.', 'ok', good),
    'good-hub': vector(
      'submission_accepted, by the hub.',
      'ok',
      signReceipt(submissionAccepted, keys.hub),
    ),
    malleable: vector('The signature as (r, n - s).', 'malleable', otherForm(good)),
    'by-another-node': vector('Names ro, signed by gb.', 'key', signReceipt(applied, keys.gb)),
    'node-as-hub': vector(
      'A submission receipt by a node.',
      'key',
      signReceipt(submissionAccepted, keys.ro),
    ),
    'hub-as-node': vector(
      'applied of ro, signed by the hub.',
      'key',
      signReceipt(applied, keys.hub),
    ),
    unknown: vector('Signed by nobody known.', 'key', signReceipt(applied, keys.stranger)),
    'schema-no-reason': vector(
      'rejected without a code.',
      'schema',
      signJws('cw-receipt+jws', { ...applied, kind: 'rejected' }, keys.ro),
    ),
    'wrong-type': vector(
      'Signed as an event.',
      'format',
      signJws('cw-event+jws', applied, keys.ro),
    ),
  }
}

export async function directoryVectors({ keys, payload, compact }: TestNetwork) {
  const vector = (comment: string, expect: string, directory: string) => ({
    comment,
    expect,
    now: NOW,
    root: trust.root,
    directory,
  })
  const signed = (value: object, key = keys.root) => signJws('cw-directory+jws', value, key)
  const [gb, ...others] = payload.nodes
  const [first, ...rest] = gb?.keys ?? []
  const swapped = { ...gb, keys: [{ ...first, kid: digestOf('another key') }, ...rest] }
  return {
    good: vector('Three nodes, signed by the pinned root.', 'ok', compact),
    malleable: vector('The signature as (r, n - s).', 'malleable', otherForm(compact)),
    'not-the-root': vector('Signed by the hub.', 'key', signed(payload, keys.hub)),
    signature: vector(
      'Signed by the hub under the id of the root.',
      'signature',
      signed(payload, { ...keys.hub, kid: keys.root.kid }),
    ),
    'schema-member': vector(
      'A member it has no place for.',
      'schema',
      signed({ ...payload, note: 'x' }),
    ),
    'kid-of-another-key': vector(
      'A key id that is not the thumbprint of its key.',
      'key',
      signed({ ...payload, nodes: [swapped, ...others] }),
    ),
  }
}

export function proofVectors({ keys }: TestNetwork) {
  const request = {
    method: 'POST',
    url: 'https://hub.example/v1/envelopes',
    body: '{"envelopes":[]}',
  }
  const good = signRequestProof(request, keys.gbTransport, NOW)
  const vector = (comment: string, expect: string, change: object, now = NOW) => ({
    comment,
    expect,
    now,
    ...trust,
    ...request,
    proof: good,
    ...change,
  })
  return {
    good: vector('A submission by gb.', 'ok', {}),
    'good-late': vector('60 s late.', 'ok', {}, NOW + 60),
    late: vector('61 s late.', 'time', {}, NOW + 61),
    early: vector('61 s early.', 'time', {}, NOW - 61),
    method: vector('Another method.', 'signature', { method: 'GET' }),
    url: vector('Another address.', 'signature', { url: 'https://hub.example/v1/mailbox' }),
    body: vector('Another body.', 'signature', { body: '{}' }),
    'signing-key': vector('A key for another use.', 'key', {
      proof: signRequestProof(request, keys.gb, NOW),
    }),
    malleable: vector('The signature as (r, n - s).', 'malleable', { proof: otherForm(good) }),
  }
}
