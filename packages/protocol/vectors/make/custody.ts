import { otherForm } from '@causeway/testkit/tamper'
import { passCustody } from '../../src/record/index.ts'
import { readJws, signJws } from '../../src/suite/index.ts'
import { digestOf, idOf, NOW, nodeId, type TestNetwork } from '../../test/network.ts'
import { changeItem, issueRevision, issueTo } from '../../test/signed-record.ts'
import { trust } from './network.ts'

/** Revisions that say that ro may now present what it holds of a record of gb. */
export function custodyVectors({ keys }: TestNetwork) {
  const held = issueTo(keys.gb).jwt
  const next = passCustody(held, nodeId('ro'), NOW, keys.gb)
  const vector = (comment: string, expect: string, change: object = {}) => ({
    comment,
    expect,
    now: NOW,
    ...trust,
    held,
    next,
    custodian: 'ro',
    ...change,
  })
  const { payload } = readJws('cw-record+sd-jwt', next)
  const changed = (change: object) =>
    signJws('cw-record+sd-jwt', { ...(payload as object), ...change }, keys.gb)
  const other = issueRevision(issueTo(keys.gb), changeItem('full_name', 'Maria'), keys.gb).jwt
  return {
    good: vector('The second revision, by the issuer.', 'ok'),
    'by-the-custodian': vector('Signed by ro itself.', 'record_signature', {
      next: passCustody(held, nodeId('ro'), NOW, keys.ro),
    }),
    'another-custodian': vector('For nl.', 'key_binding', {
      next: passCustody(held, nodeId('nl'), NOW, keys.gb),
    }),
    'left-one-out': vector('The third revision after the first.', 'chain', {
      next: passCustody(next, nodeId('ro'), NOW, keys.gb),
    }),
    'other-digests': vector('A revision in which an item was changed.', 'chain', { next: other }),
    'prev-another': vector('It follows another record.', 'chain', {
      next: changed({ prev: digestOf('another') }),
    }),
    'rec-another': vector('An id made for another receiver.', 'chain', {
      next: changed({ rec: idOf('another') }),
    }),
    'good-passed-back': vector('The third revision, back to the issuer.', 'ok', {
      held: next,
      next: passCustody(next, nodeId('gb'), NOW, keys.gb),
      custodian: 'gb',
    }),
    malleable: vector('The signature as (r, n - s).', 'malleable', { next: otherForm(next) }),
  }
}
