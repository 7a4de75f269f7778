import type { SigningJwk } from '@causeway/schemas/wire'
import { otherForm } from '@causeway/testkit/tamper'
import { signReceipt } from '../../src/receipt/index.ts'
import { signJws, signRequestProof, thumbprint } from '../../src/suite/index.ts'
import { digestOf, idOf, NOW, type TestNetwork } from '../../test/network.ts'
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
  const signed = (change: object, key = keys.ro) =>
    signJws('cw-receipt+jws', { ...applied, ...change }, key)
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
    'schema-code': vector(
      'applied with a code that is not surplus.',
      'schema',
      signed({ code: 'consent' }),
    ),
    'schema-merge-by': vector(
      'applied with the promise of the hub.',
      'schema',
      signed({ merge_by: NOW + 60 }),
    ),
    'schema-hub': vector(
      'applied, by the hub in its own name.',
      'schema',
      signed({ by: 'hub' }, keys.hub),
    ),
    'good-surplus': vector(
      'applied, and something was left out.',
      'ok',
      signReceipt({ ...applied, code: 'surplus' }, keys.ro),
    ),
    'good-rejected': vector(
      'rejected, about no event.',
      'ok',
      signed({ kind: 'rejected', code: 'decrypt', event: undefined }),
    ),
    'good-key-replaced': vector(
      'Signed by a key that has expired since.',
      'ok',
      signReceipt({ ...applied, by: 'gb', at: NOW - 1 }, keys.gbExpired),
    ),
    'key-expired': vector(
      'Signed by a key that had expired.',
      'key',
      signReceipt({ ...applied, by: 'gb' }, keys.gbExpired),
    ),
    'good-ahead': vector(
      'Dated a day ahead of the reader: a receipt is judged by its own time alone.',
      'ok',
      signReceipt({ ...applied, at: NOW + 86_400 }, keys.ro),
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
  const organisation = {
    id: idOf('org gb'),
    node: 'gb',
    name: 'Example Support',
    kind: 'NGO',
    mandates: ['support'],
    services: ['safe_housing'],
    languages: ['eng'],
    attested_at: NOW - 86_400,
    time_zone: 'Europe/London',
    working_days: [1, 2, 3, 4, 5],
    closed_on: ['2027-12-25'],
  }
  const ofRo = others[0]?.keys.slice(0, 1) ?? []
  const bent = { ...(first?.jwk as SigningJwk), y: digestOf('no point') }
  const offCurve = { ...first, kid: await thumbprint(bent), jwk: bent }
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
    'kid-twice': vector(
      'Two nodes with one key.',
      'key',
      signed({
        ...payload,
        nodes: [{ ...gb, keys: [first, ...rest.slice(1), ...ofRo] }, ...others],
      }),
    ),
    'no-point': vector(
      'A key that is no point of the curve, under its own thumbprint.',
      'key',
      signed({ ...payload, nodes: [{ ...gb, keys: [offCurve, ...rest] }, ...others] }),
    ),
    'schema-node-twice': vector(
      'A node twice.',
      'schema',
      signed({ ...payload, nodes: [...payload.nodes, gb] }),
    ),
    'schema-organisation-twice': vector(
      'An organisation twice.',
      'schema',
      signed({ ...payload, organisations: [organisation, { ...organisation, node: 'ro' }] }),
    ),
    'good-organisation': vector(
      'With an organisation.',
      'ok',
      signed({ ...payload, organisations: [organisation] }),
    ),
    'schema-two-keys': vector(
      'A node with two keys.',
      'schema',
      signed({ ...payload, nodes: [{ ...gb, keys: rest.slice(0, 2) }, ...others] }),
    ),
    'schema-code': vector(
      'A purpose that is not written as a code.',
      'schema',
      signed({
        ...payload,
        policy: { ...payload.policy, rules: [{ ...payload.policy.rules[0], purposes: ['a b'] }] },
      }),
    ),
  }
}

export function proofVectors({ keys }: TestNetwork) {
  const request = {
    method: 'POST',
    url: 'https://hub.example/v1/envelopes',
    body: '{"envelopes":[]}',
  }
  const mailbox = { method: 'GET', url: 'https://hub.example/v1/mailbox?after=7&wait=30', body: '' }
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
    'good-no-body': vector('A call without a body, with a query.', 'ok', {
      ...mailbox,
      proof: signRequestProof(mailbox, keys.gbTransport, NOW),
    }),
    'query-left-out': vector('Another query.', 'signature', {
      ...mailbox,
      url: 'https://hub.example/v1/mailbox?after=8&wait=30',
      proof: signRequestProof(mailbox, keys.gbTransport, NOW),
    }),
    'format-method': vector('A method that the hub does not have.', 'format', {
      method: 'PUT',
      proof: signRequestProof({ ...request, method: 'PUT' }, keys.gbTransport, NOW),
    }),
    'by-nobody': vector('By nobody known.', 'key', {
      proof: signRequestProof(request, keys.stranger, NOW),
    }),
  }
}
