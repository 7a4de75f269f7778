import type { NodeId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { aPacketItem, MARK } from '../../test/offers.ts'
import { anId, nowInSeconds, type Peer } from '../../test/peer.ts'
import { aPresentation, aSignedRecord } from '../../test/presentations.ts'
import { type Sending, test } from '../../test/received-test.ts'
import { changedRows } from '../../test/rows.ts'

const name = aPacketItem('full_name', `Synthetic ${MARK}`)
const agreed = ['full_name', 'gender', 'summary_short'] as const

interface Scene {
  ro: Peer
  nl: Peer
}

const forgeries: [string, string, (scene: Scene) => Sending][] = [
  [
    'signed by another node than it names',
    'record_signature',
    ({ ro, nl }) => ({ records: [aSignedRecord(ro, [name], { by: nl.signer })] }),
  ],
  ['made for another receiver', 'key_binding', () => ({ binding: { aud: 'nl' as NodeId } })],
  ['made for another event', 'key_binding', () => ({ binding: { nonce: anId() } })],
  ['made for another purpose', 'key_binding', () => ({ binding: { purpose: 'onward' } })],
  ['dated in the future', 'time', () => ({ binding: { iat: nowInSeconds() + 3600 } })],
  [
    'by a sender that is not the custodian',
    'key_binding',
    ({ nl }) => ({ records: [aSignedRecord(nl, [name])] }),
  ],
  [
    'by the custodian, sent by somebody else',
    'key_binding',
    ({ nl }) => {
      const record = aSignedRecord(nl, [name])
      return { presentations: (words) => [aPresentation(nl, record, words)] }
    },
  ],
  [
    'with an item twice',
    'disclosure',
    ({ ro }) => ({ records: [aSignedRecord(ro, [name]), aSignedRecord(ro, [name])] }),
  ],
  [
    'with a record twice',
    'disclosure',
    ({ ro }) => {
      const record = aSignedRecord(ro, [name])
      return { records: [record, record] }
    },
  ],
  [
    'without one of its disclosures',
    'key_binding',
    ({ ro }) => {
      const record = aSignedRecord(ro, [name])
      const [, hidden = ''] = record.disclosures.map(({ text }) => text)
      return {
        presentations: (words) => [aPresentation(ro, record, words).replace(`${hidden}~`, '')],
      }
    },
  ],
]

describe('a presentation is refused, and nothing is kept, when it is', () => {
  for (const [what, code, make] of forgeries) {
    test(what, async ({ accepted, ro, nl, node }) => {
      const { send } = await accepted([...agreed])
      const rows = await changedRows(node.db, async () => {
        expect(await send(make({ ro, nl }))).toMatchObject([{ kind: 'rejected', code }])
      })
      expect(rows).toEqual({ inbox: 1, owed_receipt: 1 })
    })
  }
})

describe('of a presentation that is genuine nothing is kept', () => {
  test('under agreements that its custodian did not name', async ({ accepted, node }) => {
    const { send } = await accepted([...agreed])
    const rows = await changedRows(node.db, async () => {
      expect(await send({ binding: { grants: [] } })).toMatchObject([
        { kind: 'rejected', code: 'consent' },
      ])
    })
    expect(rows).toEqual({ audit: 1, inbox: 1, owed_receipt: 1, referral_event: 1 })
  })

  test('of her story before she is in care, unless she wants it', async ({ accepted }) => {
    const items = [aPacketItem('summary_short', MARK)]
    const plain = await accepted(['summary_short'])
    expect(await plain.send({ items, tier: 't3' })).toMatchObject([
      { kind: 'rejected', code: 'consent' },
    ])
    const released = await accepted(['summary_short'], { release: true })
    expect(await released.send({ items, tier: 't3' })).toMatchObject([{ kind: 'applied' }])
    expect(await released.items()).toMatchObject([{ code: 'summary_short' }])
  })

  test('of what is surplus: not the item, and not the disclosure that vouches for it', async ({
    accepted,
    node,
  }) => {
    const { id, send, items } = await accepted(['full_name'])
    const told = [name, aPacketItem('medication', MARK), aPacketItem('known_as', MARK)]
    expect(await send({ items: told })).toMatchObject([{ kind: 'applied', code: 'surplus' }])
    expect(await items()).toMatchObject([{ code: 'full_name' }])
    const rows = await node.db
      .selectFrom('received_disclosure')
      .select(['category', 'rec', 'sealed'])
      .where('referral_id', '=', id)
      .execute()
    expect(rows).toMatchObject([{ category: 'identity' }])
    const place = `${rows[0]?.rec}/identity`
    const kept = await node.vault.open(node.db, id, 'identity', rows[0]?.sealed as Buffer, place)
    expect(JSON.parse(kept.toString())).toMatchObject([
      { text: expect.any(String) },
      { code: 'full_name' },
    ])
  })
})
