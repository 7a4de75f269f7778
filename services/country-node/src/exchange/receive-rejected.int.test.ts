import { identityOf } from '@causeway/protocol/suite'
import type { Envelope } from '@causeway/schemas/wire'
import { otherForm } from '@causeway/testkit/tamper'
import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer, aPacket, MARK, type MadeOffer } from '../../test/offers.ts'
import { aDigest, anId, nowInSeconds } from '../../test/peer.ts'
import { answersTo, changedRows } from '../../test/rows.ts'
import {
  content,
  gb,
  madeNow,
  offerIn,
  offerOf,
  padded,
  type Scene,
  sealedTo,
  second,
  text,
  unpadded,
  withCiphertext,
  withGrant,
  withMember,
  withOther,
} from '../../test/wrong-mail.ts'

describe('what a node signed and does not hold is refused with its code, once', () => {
  const cases: [string, string, (scene: Scene) => Promise<Envelope>][] = [
    ['sealed to a key that is not ours', 'key', sealedTo(({ nl }) => nl)],
    [
      'sealed to another key than the header says',
      'key',
      offerIn(({ nl }) => ({ enc_kid: nl.sealingKeyOf(nl.id).kid })),
    ],
    ['sealed to nobody', 'decrypt', withCiphertext((ct) => withOther(ct))],
    ['a ciphertext of another form', 'format', withCiphertext((ct) => ct.replace('..', '.AA..'))],
    ['not padded', 'schema', unpadded(Buffer.alloc(4096, 1))],
    ['padded to a larger size than needed', 'schema', unpadded(padded(text('{}'), 16_384))],
    ['no JSON inside', 'schema', offerIn(() => ({ plaintext: text(`{"${MARK}"`) }))],
    ['a key twice inside', 'schema', offerIn(() => ({ plaintext: text('{"v":1,"v":1}') }))],
    [
      'a member beside',
      'schema',
      offerIn((it) => ({ plaintext: text(content(it, { [MARK]: 1 })) })),
    ],
    [
      'a message of an unknown kind',
      'schema',
      offerIn((it) => ({ plaintext: text(content(it, { messages: [{ type: 'wish' }] })) })),
    ],
    [
      'content of another envelope',
      'rewrapped',
      offerIn((it) => ({ plaintext: text(content(it, {})) })),
    ],
    [
      'content of another node',
      'rewrapped',
      async (it) => {
        const id = anId()
        const plaintext = text(content(it, { id, from: it.nl.id }))
        return it.ro.post([], { id, plaintext })
      },
    ],
    ['a commitment to something else', 'commit', offerIn(() => ({ commit: aDigest() }))],
    [
      'an event of another node',
      'event_signature',
      offerOf(({ nl, parties }) => anOffer(nl, parties)),
    ],
    [
      'an event that was altered',
      'event_signature',
      offerOf(({ ro, parties }) => {
        const { message } = anOffer(ro, parties)
        return { ...message, event: withMember(message.event, { eid: anId() }) }
      }),
    ],
    [
      'the other form of an event',
      'malleable',
      offerOf(({ ro, parties }) => {
        const { message } = anOffer(ro, parties)
        return { ...message, event: otherForm(message.event) }
      }),
    ],
    [
      'a grant in the place of an event',
      'format',
      offerOf(({ ro, parties }) => {
        const { message } = anOffer(ro, parties)
        return { ...message, event: ro.grant({ items: ['gender'], to: gb(parties.to) }) }
      }),
    ],
    [
      'an offer without its body',
      'body',
      offerOf(({ ro, parties }) => {
        const { body: _, ...message } = anOffer(ro, parties).message
        return message
      }),
    ],
    [
      'the body of another offer',
      'body',
      offerOf(({ ro, parties }) => ({
        ...anOffer(ro, parties).message,
        body: ro.body({}).body,
      })),
    ],
    [
      'a body that says other than its event',
      'body',
      offerOf(({ ro, parties }) => anOffer(ro, parties, { offer: { urgency: 'emergency' } })),
    ],
    [
      'a body with a name in it',
      'schema',
      offerOf(({ ro, parties }) => anOffer(ro, parties, { offer: { name: MARK } })),
    ],
    [
      'a body beside an event that has none',
      'schema',
      offerOf(({ ro, parties }) => ({
        type: 'referral.event',
        event: ro.event('recalled', {}, { referral: anId(), org: parties.from, ...second() }).jws,
        body: ro.body({ name: MARK }).body,
      })),
    ],
    [
      'an organisation that is not ours',
      'recipient',
      offerOf(({ ro, parties }) => anOffer(ro, { ...parties, to: parties.from })),
    ],
    [
      'a referral that does not begin with an offer',
      'chain',
      offerOf(({ ro, parties }) => ({
        type: 'referral.event',
        event: ro.event('recalled', {}, { referral: anId(), org: parties.from }).jws,
      })),
    ],
    [
      'an offer in the middle of a chain',
      'chain',
      offerOf(({ ro, parties }) => anOffer(ro, parties, { link: second() })),
    ],
    [
      'a packet for a referral that there is not',
      'state',
      offerOf(
        ({ ro, parties }) =>
          aPacket(ro, { ...parties, referral: anId(), prev: aDigest(), seen: null })
            .message as MadeOffer['message'],
      ),
    ],
    [
      'an acceptance of a referral that there is not',
      'state',
      offerOf(({ ro, parties }) => {
        const acceptance = { worker: MARK, deputy: MARK, duty_phone: '+40700123456' }
        const { body, hash } = ro.body(acceptance)
        const data = { services: ['safe_housing'], not_accepted: [], body: hash }
        const place = { referral: anId(), org: parties.from, seen: { n: 1, hash: aDigest() } }
        return { type: 'referral.event', event: ro.event('accepted', data, place).jws, body }
      }),
    ],
    ['no agreement', 'consent', offerOf((it) => anOffer(it.ro, it.parties, { grants: [] }))],
    [
      'an agreement for another receiver',
      'consent',
      withGrant(({ ro, parties }) => ro.grant({ items: ['gender'], to: gb(parties.from) })),
    ],
    [
      'an agreement for another purpose',
      'consent',
      withGrant(({ ro, parties }) =>
        ro.grant({ items: ['gender'], to: gb(parties.to), purpose: 'support' }),
      ),
    ],
    [
      'an agreement that has ended',
      'consent',
      withGrant(({ ro, parties }) =>
        ro.grant({ items: ['gender'], to: gb(parties.to), exp: nowInSeconds(), nbf: madeNow() }),
      ),
    ],
    [
      'an agreement that another node signed',
      'key',
      withGrant(({ nl, parties }) => nl.grant({ items: ['gender'], to: gb(parties.to) })),
    ],
    [
      'an agreement that was altered',
      'signature',
      withGrant(({ ro, parties }) =>
        withMember(ro.grant({ items: ['gender'], to: gb(parties.to) }), { gid: anId() }),
      ),
    ],
  ]
  for (const [what, code, make] of cases) {
    test(`${what}: ${code}`, async ({ node, receive, ro, nl, parties, lines }) => {
      const mail = await make({ ro, nl, parties })
      const from = lines.length
      const rows = await changedRows(node.db, async () => {
        expect(await receive(mail)).toMatchObject({ outcome: 'rejected' })
        expect(await receive(mail)).toMatchObject({ outcome: 'repeated' })
      })
      expect(rows).toEqual({ inbox: 1, owed_receipt: 1 })
      const env = identityOf(mail.envelope)
      expect(await answersTo(node.db, env)).toEqual([{ kind: 'rejected', code, event: null }])
      expect(lines.slice(from).join('')).not.toContain(MARK)

      const good = await ro.post([anOffer(ro, parties).message])
      expect(await receive(good)).toMatchObject({ outcome: 'applied' })
    })
  }
})
