import type { Message } from '@causeway/schemas/record'
import type { RandomId, Receipt } from '@causeway/schemas/wire'
import { otherForm, withHeader } from '@causeway/testkit/tamper'
import { signEvent } from '../../src/chain/index.ts'
import { commitTo } from '../../src/envelope/commit.ts'
import { signEnvelope } from '../../src/envelope/index.ts'
import { signReceipt } from '../../src/receipt/index.ts'
import { signedIn, signGrant } from '../../src/record/index.ts'
import {
  encodeBase64url,
  type SealingKey,
  type SigningKey,
  seal,
  signJws,
} from '../../src/suite/index.ts'
import { hpke9 } from '../../src/suite/keys.ts'
import { digestOf, idOf, keyFile, NOW, nodeId, type TestNetwork } from '../../test/network.ts'
import { applied, grant, offerBody, offered } from '../../test/signed-objects.ts'
import { trust } from './network.ts'

/** Padded to a length that may be none of the four. */
const padTo = (length: number, bytes: Uint8Array) =>
  Buffer.concat([bytes, Buffer.from([0x80])], length)

/** Envelopes from gb to ro: checked, opened with ro's key, and every event in them verified. */
export async function envelopeVectors({ keys, directory, makeEnvelope }: TestNetwork) {
  const messages: Message[] = [
    {
      type: 'referral.event',
      event: signEvent(offered, keys.gb),
      body: offerBody,
      grants: [signGrant(grant, keys.gb)],
    },
  ]
  const good = await makeEnvelope(messages)
  const received: Receipt = { ...applied, by: 'gb' }
  const delivered: Receipt = { ...received, kind: 'delivered', event: digestOf('another event') }
  const recipient = directory.findSealingKey(nodeId('ro'), NOW) as SealingKey
  const stranger = directory.findSealingKey(nodeId('nl'), NOW) as SealingKey
  const content = {
    v: 1,
    id: idOf('envelope'),
    from: 'gb',
    to: 'ro',
    salt: digestOf('salt'),
    messages,
  }

  type Letter = { envelope: string; ct: string }
  const vector = (comment: string, expect: string, { envelope, ct }: Letter, now = NOW) => ({
    comment,
    expect,
    now,
    ...trust,
    open_with: keyFile.ro.enc,
    envelope,
    ct,
  })
  const signedBy = (signer: SigningKey) => makeEnvelope(messages, { signer })
  const signedOver = (payload: object) => ({
    envelope: signJws('cw-envelope+jws', payload, keys.gb),
    ct: good.ct,
  })
  const holding = async (plaintext: string, to = recipient) => {
    const ct = await seal(Buffer.from(plaintext), to)
    return { envelope: signEnvelope({ ...good.sealed, ct }, 1, NOW, keys.gb), ct }
  }
  const sealedRaw = async (padded: Uint8Array) => {
    const head = Buffer.from(JSON.stringify({ alg: 'HPKE-9', kid: recipient.kid }))
    const aad = encodeBase64url(head)
    const { encapsulatedSecret, ciphertext } = await hpke9.Seal(recipient.publicKey, padded, {
      aad: Buffer.from(aad),
    })
    const ct = `${aad}.${encodeBase64url(encapsulatedSecret)}..${encodeBase64url(ciphertext)}.`
    return { envelope: signEnvelope({ ...good.sealed, ct }, 1, NOW, keys.gb), ct }
  }
  const headed = (change: object) => ({
    ...good,
    envelope: withHeader(good.envelope, change),
  })
  const readdressed = (id: RandomId) => ({
    ct: good.ct,
    envelope: signEnvelope({ ...good.sealed, id }, 2, NOW, keys.gb),
  })
  const foreign = await makeEnvelope(messages, { from: nodeId('nl'), signer: keys.nl })
  const header = JSON.parse(
    Buffer.from(good.envelope.split('.')[1] ?? '', 'base64url').toString(),
  ) as object

  return {
    good: vector('An offer with its body and a grant, from gb to ro.', 'ok', good),
    'good-last-second': vector('One second before exp.', 'ok', good, NOW + 14 * 86_400 - 1),
    malleable: vector('The signature as (r, n - s).', 'malleable', {
      ...good,
      envelope: otherForm(good.envelope),
    }),
    'not-canonical': vector('Padding after the signature.', 'format', {
      ...good,
      envelope: `${good.envelope}=`,
    }),
    'alg-none': vector('alg none.', 'format', headed({ alg: 'none' })),
    'alg-hmac': vector('alg HS256.', 'format', headed({ alg: 'HS256' })),
    'header-jwk': vector('A key in the header.', 'format', headed({ jwk: trust.root })),
    'header-crit': vector('A critical extension.', 'format', headed({ crit: ['b64'], b64: false })),
    'header-zip': vector('Compression.', 'format', headed({ zip: 'DEF' })),
    'wrong-type': vector('An event where the envelope belongs.', 'format', {
      ...good,
      envelope: signEvent(offered, keys.gb),
    }),
    'extra-member': vector(
      'A member that the header has no place for.',
      'format',
      signedOver({ ...header, kind: 'x' }),
    ),
    'wrong-lifetime': vector(
      'exp is not iat + 14 days.',
      'format',
      signedOver({ ...header, exp: NOW + 1 }),
    ),
    'key-unknown': vector('Signed by nobody known.', 'key', await signedBy(keys.stranger)),
    'key-expired': vector('Signed by an expired key.', 'key', await signedBy(keys.gbExpired)),
    'key-early': vector('Signed by a key that begins later.', 'key', await signedBy(keys.gbEarly)),
    'key-of-another-node': vector('Signed by nl as gb.', 'key', await signedBy(keys.nl)),
    'key-of-another-use': vector(
      'Signed by the transport key.',
      'key',
      await signedBy(keys.gbTransport),
    ),
    signature: vector(
      'Signed by another key under the id of the right one.',
      'signature',
      await signedBy({ ...keys.stranger, kid: keys.gb.kid }),
    ),
    'not-begun': vector('61 s before iat.', 'time', good, NOW - 61),
    expired: vector('At exp.', 'time', good, NOW + 14 * 86_400),
    digest: vector('The ciphertext of another envelope.', 'digest', {
      ...good,
      ct: (await makeEnvelope(messages)).ct,
    }),
    'sealed-to-another': vector(
      'The header names the key of ro, the ciphertext that of nl.',
      'key',
      await holding(JSON.stringify(content), stranger),
    ),
    decrypt: vector(
      'The ciphertext was changed before it was signed.',
      'decrypt',
      (() => {
        const at = good.ct.length - 40
        const letter = good.ct[at] === 'A' ? 'B' : 'A'
        const ct = good.ct.slice(0, at) + letter + good.ct.slice(at + 1)
        return { ct, envelope: signEnvelope({ ...good.sealed, ct }, 1, NOW, keys.gb) }
      })(),
    ),
    'schema-member': vector(
      'A member that the content has no place for.',
      'schema',
      await holding(JSON.stringify({ ...content, note: 'x' })),
    ),
    'schema-duplicate-key': vector(
      'The same key twice in one object.',
      'schema',
      await holding(JSON.stringify(content).replace('{', '{"v":1,')),
    ),
    'rewrapped-same-node': vector(
      'Sealed for one envelope of gb, put into another.',
      'rewrapped',
      readdressed(idOf('another envelope')),
    ),
    'rewrapped-other-node': vector('Sealed by gb, put into an envelope of nl.', 'rewrapped', {
      ct: good.ct,
      envelope: signEnvelope({ ...good.sealed, from: nodeId('nl') }, 1, NOW, keys.nl),
    }),
    commit: vector(
      'The commitment is to other signed objects.',
      'commit',
      await holding(JSON.stringify({ ...content, salt: digestOf('other salt') })),
    ),
    'schema-bom': vector(
      'A byte order mark before the content.',
      'schema',
      await holding(`\uFEFF${JSON.stringify(content)}`),
    ),
    'schema-no-message': vector(
      'A content of no message.',
      'schema',
      await holding(JSON.stringify({ ...content, messages: [] })),
    ),
    'schema-larger-bucket': vector(
      'Padded to 16,384 bytes where 4,096 would have done.',
      'schema',
      await sealedRaw(padTo(16_384, Buffer.from(JSON.stringify(content)))),
    ),
    'good-full-bucket': vector(
      'A content of 4,095 bytes, which leaves one for padding.',
      'ok',
      await holding(JSON.stringify(content).padEnd(4095)),
    ),
    'good-next-bucket': vector(
      'One of 4,096 bytes takes 16,384.',
      'ok',
      await holding(JSON.stringify(content).padEnd(4096)),
    ),
    'schema-no-bucket': vector(
      'Padded to 8,192 bytes.',
      'schema',
      await sealedRaw(padTo(8192, Buffer.from(JSON.stringify(content)))),
    ),
    'format-to-itself': vector('From gb to gb.', 'format', signedOver({ ...header, to: 'gb' })),
    'digest-length': vector(
      'Another length than that of the ciphertext.',
      'digest',
      signedOver({ ...header, len: good.ct.length + 1 }),
    ),
    'commit-order': vector(
      'The commitment counts the grant before its event.',
      'commit',
      signedOver({
        ...header,
        commit: commitTo(content.salt, signedIn({ messages }).toReversed()),
      }),
    ),
    'good-receipts': vector(
      'Two receipts by gb, and nothing else.',
      'ok',
      await makeEnvelope([
        {
          type: 'receipt',
          receipts: [received, delivered].map((receipt) => signReceipt(receipt, keys.gb)),
        },
      ]),
    ),
    'grant-of-another-node': vector(
      'A grant of nl beside an event of gb.',
      'key',
      await makeEnvelope([
        {
          type: 'referral.event',
          event: signEvent(offered, keys.gb),
          body: offerBody,
          grants: [signGrant(grant, keys.nl)],
        },
      ]),
    ),
    'event-of-another-node': vector(
      'nl seals and signs an event of gb.',
      'event_signature',
      foreign,
    ),
  }
}
