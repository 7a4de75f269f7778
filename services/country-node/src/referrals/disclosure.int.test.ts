import { databaseTexts, scan } from '@causeway/devnet'
import { allowedItems } from '@causeway/protocol/policy'
import { verifyPresentation } from '@causeway/protocol/record'
import { ItemCode, offerItems, returnPolicy } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { expect } from 'vitest'
import { test } from '../../test/exchange-test.ts'
import { anId } from '../../test/peer.ts'
import { canaries, canaryRecord } from '../../test/record.ts'
import { anOffered, aPersonWhoAgreed, aReadyRecord, aWish } from '../../test/story.ts'
import { findCover } from '../agreements/cover.ts'
import { type NodeContext, seconds } from '../context.ts'
import { assembleOffer } from '../disclosure/assemble-offer.ts'
import { writePacket } from '../disclosure/assemble-packet.ts'
import { readItems } from '../people/read-items.ts'
import { disclosableOf } from './disclosable.ts'
import { type PreparedOffer, prepareOffer } from './prepare-offer.ts'
import { findReferral } from './referral-queries.ts'

const someItems = fc.uniqueArray(fc.constantFrom(...ItemCode.options), { minLength: 1 })
const recorded = aReadyRecord().items.map(({ code }) => code)
/** Anything at all; or what is recorded and agreed, so that there is something to offer. */
const choices: fc.Arbitrary<[ItemCode[], ItemCode[]]> = fc.oneof(
  fc.tuple(someItems, someItems),
  fc
    .subarray(recorded, { minLength: 1 })
    .chain((agreedTo) => fc.tuple(fc.constant(agreedTo), fc.subarray(agreedTo, { minLength: 1 }))),
)
const allowedAt = (tier: 't1' | 't2') =>
  allowedItems({ policy: returnPolicy, purpose: 'return', mandates: ['support'], tier })

test('nothing goes that policy, agreement and choice do not all name, whatever is chosen', async ({
  as,
  network: { receiver },
  node,
}) => {
  const worker = await as('case_worker')
  const { id, agreement } = await anOffered(worker, receiver)
  const referral = await findReferral(node.db, id as RandomId)
  if (!referral) throw new TypeError('it was offered')
  const cover = await findCover(node.db, agreement as RandomId, seconds(node.now))
  const [first] = cover?.grants ?? []
  if (!cover || !first) throw new TypeError('she agreed')
  const agreeTo = (items: ItemCode[], gid: '=' | '!=') =>
    node.db
      .updateTable('agreement_grant')
      .set({ items })
      .where('agreement_id', '=', cover.id)
      .where('gid', gid, first.gid)
      .execute()
  await agreeTo([], '!=')
  const choose = (items: ItemCode[]) =>
    node.vault.seal(node.db, id, 'draft', asDraft(items), 'draft')

  let offers = 0
  await fc.assert(
    fc.asyncProperty(choices, async ([agreedTo, chosen]) => {
      await agreeTo(agreedTo, '=')
      const may = disclosableOf(node, { ...cover, items: agreedTo }, chosen)
      const both = chosen.filter((code) => agreedTo.includes(code))
      expect(may.packet.toSorted()).toEqual(both.filter((it) => allowedAt('t2').has(it)).toSorted())
      expect(may.offer.toSorted()).toEqual(
        both.filter((it) => allowedAt('t1').has(it) && offerItems.includes(it as never)).toSorted(),
      )
      const draft_sealed = await choose(chosen)
      const prepared = await prepareOffer(node, { ...referral, draft_sealed }).catch(
        (error) => error,
      )
      if (prepared instanceof Error) {
        expect(prepared).toMatchObject({ code: expect.stringMatching(/^item-not-/) })
      } else {
        offers += 1
        const shown = Object.keys(prepared.offer.person)
        expect(shown.filter((code) => !may.offer.includes(code as ItemCode))).toEqual([])
        const { packet } = (prepared as PreparedOffer).disclosure
        expect(packet.items.map(({ code }) => code).toSorted()).toEqual(may.packet.toSorted())
        expect(readThere(node, prepared).toSorted()).toEqual(may.packet.toSorted())
      }
    }),
    { numRuns: 100, seed: 20261122 },
  )
  expect(offers).toBeGreaterThan(20)
})

/** What the receiver's node reads of the packet as it would be signed. */
function readThere(node: NodeContext, { cover, disclosure }: PreparedOffer): ItemCode[] {
  const place = { aud: cover.receiver_node, nonce: anId() }
  const { presentations } = writePacket(node, cover, disclosure.packet, place)
  const expected = { ...place, from: node.nodeId }
  const at = seconds(node.now)
  return presentations.flatMap((text) =>
    verifyPresentation(text, expected, node.directory, at).items.map(({ code }) => code),
  )
}

const asDraft = (items: ItemCode[]) =>
  Buffer.from(JSON.stringify({ services: ['legal_aid'], items }))

test('after an offer no table holds a value of her record', async ({
  as,
  network: { receiver },
  databases,
}) => {
  const worker = await as('case_worker')
  const record = { items: [...canaryRecord().items, ...aReadyRecord().items.slice(1, 4)] }
  const items = ['full_name', 'safe_phone', 'gender', 'age_band'] as ItemCode[]
  const about = await aPersonWhoAgreed(worker, receiver, { record, agreement: { items } })
  const wish = aWish(about.person, about.agreement, receiver, { items })
  const { id } = (await worker.post('/referrals', wish)).json()
  expect((await worker.post(`/referrals/${id}/offer`, {})).statusCode).toBe(200)
  const values = [...Object.values(canaries), 'You agree that these two things']
  const { found, bytesScanned } = await scan(databaseTexts(databases.migrationUrl), [
    ...values,
    'return',
  ])
  expect(bytesScanned).toBeGreaterThan(10_000)
  expect([...found]).toEqual([values.length])
})

test('an offer has no place for what is no offer item, even when it is handed over', async ({
  as,
  network: { receiver, ours },
  node,
}) => {
  const { person } = await aPersonWhoAgreed(await as('case_worker'), receiver, {
    record: { items: [...canaryRecord().items, ...aReadyRecord().items.slice(1, 4)] },
  })
  const items = await readItems(node.db, node.vault, person as RandomId)
  const offer = assembleOffer(
    {
      purpose: 'return',
      services: ['legal_aid'],
      urgency: 'normal',
      lead_organisation: ours,
      agreed_groups: [],
    },
    items,
  )
  const written = JSON.stringify(offer)
  for (const value of Object.values(canaries)) expect(written).not.toContain(value)
  expect(Object.keys(offer.person)).toEqual(['age_band', 'gender', 'risk_level'])
})
