import type { Envelope } from '@causeway/schemas/wire'
import { otherForm, withPart } from '@causeway/testkit/tamper'
import { describe, expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anOffer, MARK } from '../../test/offers.ts'
import { aDigest, nowInSeconds } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'
import {
  changed,
  offerIn,
  post,
  type Scene,
  withMember,
  withOther,
  withStrayBits,
} from '../../test/wrong-mail.ts'

const DAY = 86_400

describe('what no node has vouched for changes nothing and is answered to nobody', () => {
  const cases: [string, string, (scene: Scene) => Promise<Envelope>][] = [
    ['no JWS at all', 'format', (it) => changed(it, () => ({ envelope: 'a.b' }))],
    ['an empty text', 'format', (it) => changed(it, () => ({ envelope: '' }))],
    [
      'stray bits at the end of the signature',
      'format',
      (it) => changed(it, ({ envelope }) => ({ envelope: withStrayBits(envelope) })),
    ],
    [
      'padding after the signature',
      'format',
      (it) => changed(it, ({ envelope }) => ({ envelope: `${envelope}=` })),
    ],
    [
      'another type of signed object',
      'format',
      async (it) => ({ ...(await post(it)), envelope: anOffer(it.ro, it.parties).message.event }),
    ],
    [
      'a key named twice in the header',
      'format',
      (it) =>
        changed(it, ({ envelope }) => ({
          envelope: withPart(envelope, 1, (json) => json.replace('{', '{"v":1,')),
        })),
    ],
    [
      'a member that the form does not know',
      'format',
      (it) => changed(it, ({ envelope }) => ({ envelope: withMember(envelope, { more: 1 }) })),
    ],
    [
      'a lifetime other than 14 days',
      'format',
      (it) => changed(it, ({ envelope }) => ({ envelope: withMember(envelope, { exp: 9e9 }) })),
    ],
    [
      'a header that was altered',
      'signature',
      (it) => changed(it, ({ envelope }) => ({ envelope: withMember(envelope, { seq: 77 }) })),
    ],
    [
      'a header with a member beside alg, kid and typ',
      'format',
      (it) =>
        changed(it, ({ envelope }) => ({
          envelope: withPart(envelope, 0, (json) => json.replace('{', '{"b64":false,')),
        })),
    ],
    [
      'the other form of its signature',
      'malleable',
      (it) => changed(it, ({ envelope }) => ({ envelope: otherForm(envelope) })),
    ],
    [
      'a key that the directory does not know',
      'key',
      offerIn(({ ro }) => ({ signer: { ...ro.signer, kid: aDigest() } })),
    ],
    ['the key of another node', 'key', offerIn(({ nl }) => ({ signer: nl.signer }))],
    ['a key that was not valid yet', 'key', offerIn(() => ({ iat: nowInSeconds() - 2 * DAY }))],
    ['a time that is still to come', 'time', offerIn(() => ({ iat: nowInSeconds() + 90 }))],
    ['an altered ciphertext', 'digest', (it) => changed(it, ({ ct }) => ({ ct: withOther(ct) }))],
    ['another ciphertext', 'digest', async (it) => changed(it, () => ({ ct: 'a.b..c.' }))],
    [
      'another node as its receiver',
      'recipient',
      offerIn(({ nl }) => ({ to: nl.id, enc_kid: nl.sealingKeyOf(nl.id).kid })),
    ],
  ]
  for (const [what, code, make] of cases) {
    test(`${what}: ${code}`, async ({ node, receive, ro, nl, parties, lines }) => {
      const mail = await make({ ro, nl, parties })
      const from = lines.length
      const rows = await changedRows(node.db, async () => {
        expect(await receive(mail)).toMatchObject({ outcome: 'unverifiable', referrals: [] })
      })
      expect(rows).toEqual({})
      expect(JSON.parse(lines[from] as string)).toMatchObject({ alarm: 'mail_unverifiable', code })
      expect(lines.slice(from).join('')).not.toContain(MARK)
    })
  }

  test('an envelope that has expired, an expired key: time, key', async ({
    receive,
    ro,
    parties,
    clock,
    lines,
    node,
  }) => {
    const old = await ro.post([anOffer(ro, parties).message])
    const late = await ro.post([anOffer(ro, parties).message], {
      iat: nowInSeconds() + 400 * DAY,
    })
    const rows = await changedRows(node.db, async () => {
      clock.offset = 14 * DAY * 1000
      expect(await receive(old)).toMatchObject({ outcome: 'unverifiable' })
      expect(lines.at(-1)).toContain('"code":"time"')
      clock.offset = 400 * DAY * 1000
      expect(await receive(late)).toMatchObject({ outcome: 'unverifiable' })
      expect(lines.at(-1)).toContain('"code":"key"')
    })
    clock.offset = 0
    expect(rows).toEqual({})
  })
})
