import type { ReferralEvent } from '@causeway/schemas/record'
import type { Identity } from '@causeway/schemas/wire'
import { otherForm } from '@causeway/testkit/tamper'
import { signEvent } from '../../src/chain/index.ts'
import { signJws } from '../../src/suite/index.ts'
import { digestOf, NOW, nodeId, type TestNetwork } from '../../test/network.ts'
import { offered } from '../../test/signed-objects.ts'
import { trust } from './network.ts'

const identity = (label: string) => digestOf(label) as string as Identity

/** The second event of its node, in answer to the third of the other. */
const signing: ReferralEvent & { type: 'plan_signed' } = {
  ...offered,
  n: 2,
  prev: identity('before'),
  seen: { n: 3, hash: identity('seen') },
  type: 'plan_signed',
  data: {
    plan: 1,
    hash: digestOf('plan'),
    watch: [{ departs_by: NOW + 90_000, arrives_by: NOW + 110_000 }],
    body: digestOf('body'),
  },
}

/** Single events, each said to come from `from`. */
export function eventVectors({ keys }: TestNetwork) {
  const vector = (comment: string, expect: string, event: string, from = 'gb', now = NOW) => ({
    comment,
    expect,
    now,
    ...trust,
    from,
    event,
  })
  const good = signEvent(offered, keys.gb)
  const bySelf = signEvent({ ...offered, node: nodeId('nl') }, keys.nl)
  return {
    good: vector('The first event of a referral.', 'ok', good),
    'plan-signed': vector(
      'Signs a plan; the times that it arms are in clear.',
      'ok',
      signEvent(signing, keys.gb),
    ),
    malleable: vector('The signature as (r, n - s).', 'malleable', otherForm(good)),
    'wrong-type': vector(
      'A grant where the event belongs.',
      'format',
      signJws('cw-grant+jws', offered, keys.gb),
    ),
    'relayed-by-another': vector('An event of gb that nl sends.', 'event_signature', good, 'nl'),
    'names-another-author': vector(
      'Names nl as its author, sent by gb.',
      'event_signature',
      bySelf,
    ),
    'signed-by-another': vector(
      'An event of gb signed by nl.',
      'event_signature',
      signEvent(offered, keys.nl),
    ),
    'key-expired': vector(
      'Signed by an expired key.',
      'event_signature',
      signEvent(offered, keys.gbExpired),
    ),
    signature: vector(
      'Signed by another key under the id of the right one.',
      'event_signature',
      signEvent(offered, { ...keys.stranger, kid: keys.gb.kid }),
    ),
    'schema-member': vector(
      'A member that events have no place for.',
      'schema',
      signJws('cw-event+jws', { ...offered, note: 'x' }, keys.gb),
    ),
    'schema-data': vector(
      'A plan that arms nothing.',
      'schema',
      signJws('cw-event+jws', { ...signing, data: { ...signing.data, watch: [] } }, keys.gb),
    ),
    'schema-type': vector(
      'A kind of event that does not exist.',
      'schema',
      signJws('cw-event+jws', { ...offered, type: 'moved' }, keys.gb),
    ),
  }
}
