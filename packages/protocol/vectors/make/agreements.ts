import { otherForm } from '@causeway/testkit/tamper'
import { signAgreementReceipt, signGrant } from '../../src/record/index.ts'
import { signJws } from '../../src/suite/index.ts'
import { idOf, NOW, nodeId, type TestNetwork } from '../../test/network.ts'
import { agreementReceipt, grant } from '../../test/signed-objects.ts'
import { trust } from './network.ts'

/** Grants, each said to come from `from`; whether one is in force is not asked. */
export function grantVectors({ keys }: TestNetwork) {
  const vector = (comment: string, expect: string, compact: string, from = 'gb', now = NOW) => ({
    comment,
    expect,
    now,
    ...trust,
    from,
    grant: compact,
  })
  const good = signGrant(grant, keys.gb)
  const signed = (change: object) => signJws('cw-grant+jws', { ...grant, ...change }, keys.gb)
  const year = 366 * 86_400
  return {
    good: vector('Two items of one group, for half a year.', 'ok', good),
    'good-ended': vector(
      'Its end has passed: that is for the caller.',
      'ok',
      good,
      'gb',
      grant.exp,
    ),
    'good-release': vector(
      'Of her story, which she wants to go before she is in care.',
      'ok',
      signed({ group: 'narrative', items: ['summary_short'], release: true }),
    ),
    'good-a-year': vector('The longest time.', 'ok', signed({ exp: NOW + year })),
    'schema-too-long': vector('A second too long.', 'schema', signed({ exp: NOW + year + 1 })),
    'schema-other-group': vector(
      'An item of another group than it says.',
      'schema',
      signed({ items: ['full_name', 'safe_phone'] }),
    ),
    'schema-no-basis': vector('Without a basis in law.', 'schema', signed({ basis: {} })),
    'schema-not-released': vector(
      '`release` is true or absent.',
      'schema',
      signed({ release: false }),
    ),
    'schema-no-time': vector('It ends as it begins.', 'schema', signed({ exp: NOW })),
    'schema-member': vector('A member it has no place for.', 'schema', signed({ name: 'x' })),
    'good-key-replaced': vector(
      'Signed by a key that has expired since.',
      'ok',
      signGrant({ ...grant, nbf: NOW - 1 }, keys.gbExpired),
    ),
    malleable: vector('The signature as (r, n - s).', 'malleable', otherForm(good)),
    'relayed-by-another': vector('A grant of gb that nl sends.', 'key', good, 'nl'),
    'key-expired': vector('Signed by an expired key.', 'key', signGrant(grant, keys.gbExpired)),
    'in-the-future': vector('It begins 61 s from now.', 'time', good, 'gb', NOW - 61),
    'wrong-type': vector(
      'Signed as an event.',
      'format',
      signJws('cw-event+jws', { ...grant, gid: idOf('another') }, keys.gb),
    ),
  }
}

/** What a person keeps, shown by anybody. */
export function agreementReceiptVectors({ keys }: TestNetwork) {
  const vector = (comment: string, expect: string, receipt: string, now = NOW) => ({
    comment,
    expect,
    now,
    ...trust,
    receipt,
  })
  const good = signAgreementReceipt(agreementReceipt, keys.gb)
  const signed = (change: object, key = keys.gb) =>
    signJws('cw-agreement-receipt+jws', { ...agreementReceipt, ...change }, key)
  return {
    good: vector('An agreement to two items, by the node that holds it.', 'ok', good),
    malleable: vector('The signature as (r, n - s).', 'malleable', otherForm(good)),
    'by-another-node': vector('Names gb, signed by ro.', 'key', signed({}, keys.ro)),
    'names-another-node': vector('Names ro, signed by gb.', 'key', signed({ iss: nodeId('ro') })),
    'schema-member': vector('Her name beside it.', 'schema', signed({ name: 'Ana Example' })),
    'in-the-future': vector('Issued 61 s from now.', 'time', good, NOW - 61),
    'wrong-type': vector(
      'Signed as a grant.',
      'format',
      signJws('cw-grant+jws', agreementReceipt, keys.gb),
    ),
  }
}
