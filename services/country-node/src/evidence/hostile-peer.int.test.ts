import { verifyEvidence, writeEvidence } from '@causeway/protocol/evidence'
import { signReceipt } from '@causeway/protocol/receipt'
import { thumbprint } from '@causeway/protocol/suite'
import type { Identity, NodeId, RandomId } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { anAccepted, anArrived } from '../../test/conversation.ts'
import { test as base } from '../../test/hub-test.ts'
import { anOffer } from '../../test/offers.ts'
import { aDigest, anId, nowInSeconds } from '../../test/peer.ts'
import { dispatch } from '../exchange/dispatch.ts'
import { findReferral } from '../referrals/referral-queries.ts'
import { exportEvidence } from './export-evidence.ts'

const HOUR = 3_600

const test = base
  .extend(
    'accepted',
    { scope: 'file' },
    ({ as, db, network: { receiver }, node, client, ro, receive }) =>
      async () => {
        const it = await anAccepted({ db, peer: ro, receive }, await as('case_worker'), receiver)
        await dispatch(node, client, receiver.node)
        const rows = await db
          .selectFrom('referral_event')
          .select(['identity', 'node'])
          .where('referral_id', '=', it.id)
          .execute()
        const by = (node: string) => rows.find((row) => row.node === node)?.identity as Identity
        const { identity } = await db
          .selectFrom('outbox')
          .select('identity')
          .where('referral_id', '=', it.id)
          .executeTakeFirstOrThrow()
        return { id: it.id, env: identity as Identity, ours: by('gb'), theirs: by('ro') }
      },
  )
  .extend('verdictOn', { scope: 'file' }, ({ context, client, db }) => async (id: RandomId) => {
    const referral = await findReferral(db, id)
    if (!referral) throw new TypeError('no such referral')
    const bundle = await exportEvidence(context, client, referral, 'system')
    const root = await thumbprint(context.directory.signed.root)
    return verifyEvidence(writeEvidence(bundle), { root, now: nowInSeconds() })
  })

describe('what a peer says in receipts spoils no evidence of ours:', () => {
  test.for<[string, object]>([
    ['a time of next year', { at: nowInSeconds() + 8_000 * HOUR }],
    ['what only a sender says', { kind: 'non_delivery' }],
  ])('%s', async ([, said], { accepted, ro, receive, verdictOn }) => {
    const { id, env } = await accepted()
    const receipt = { kind: 'applied', by: 'ro', env, at: nowInSeconds(), ...said }
    const receipts = [signReceipt(receipt as never, ro.signer)]
    const { outcome } = await receive(await ro.post([{ type: 'receipt', receipts }]))
    expect(outcome).toBe('rejected')
    expect(await verdictOn(id)).toMatchObject({ holds: true })
  })

  test('many at one second, in a database that sorts as people do', async ({
    accepted,
    owner,
    ro,
    receive,
    verdictOn,
  }) => {
    await sql`alter table receipt alter column identity type text collate "en-x-icu"`.execute(owner)
    const { id, env } = await accepted()
    const at = nowInSeconds()
    const receipts = Array.from({ length: 20 }, (_, n) =>
      signReceipt(
        { kind: 'rejected', by: 'ro', env, code: 'x'.repeat(n + 1), at } as never,
        ro.signer,
      ),
    )
    expect((await receive(await ro.post([{ type: 'receipt', receipts }]))).outcome).toBe('applied')
    expect(await verdictOn(id)).toMatchObject({ holds: true })
  })

  test('more of them than a file may have', async ({ accepted, ro, receive, verdictOn }) => {
    const { id, env } = await accepted()
    const outcomes: string[] = []
    for (const letter of 'abcdefghijklmnopqrstuvwxyzabcdefghijk') {
      const receipts = Array.from({ length: 30 }, (_, at) => {
        const code = `${letter}${outcomes.length > 25 ? 'x' : ''}${'y'.repeat(at)}`
        return ro.receipt({ env, kind: 'rejected', code })
      })
      outcomes.push((await receive(await ro.post([{ type: 'receipt', receipts }]))).outcome)
    }
    expect(new Set(outcomes)).toEqual(new Set(['applied', 'rejected']))
    expect(await verdictOn(id)).toMatchObject({ holds: true })
  })
})

type Links = Record<'ours' | 'theirs', Identity>

describe('what a peer says in events spoils no evidence of ours:', () => {
  test.for<[string, (links: Links) => object]>([
    ['to have seen what we never said', () => ({ seen: { n: 9, hash: aDigest() } })],
    ['to have seen its own event', ({ theirs }) => ({ seen: { n: 1, hash: theirs } })],
    ['to have seen ours under another number', ({ ours }) => ({ seen: { n: 2, hash: ours } })],
    ['to have forgotten what it had seen', () => ({ seen: null })],
    ['to follow nothing', () => ({ prev: null })],
    ['to follow an event of ours', ({ ours }) => ({ prev: ours })],
    ['to follow what never came', () => ({ n: 9, prev: aDigest() })],
    ['a second event with one number', () => ({ n: 1, prev: null })],
  ])('%s', async ([, lie], { accepted, ro, receive, verdictOn, network }) => {
    const { id, ...links } = await accepted()
    const place = { referral: id, org: network.receiver.org }
    const honest = { n: 2, prev: links.theirs, seen: { n: 1, hash: links.ours } }
    const said = ro.event('lost_contact', { plan: 1 }, { ...place, ...honest, ...lie(links) })
    const more = { ...place, n: 3, prev: said.identity, seen: honest.seen }
    const next = ro.event('lost_contact', { plan: 1 }, more)
    const messages = [said, next].map(({ jws }) => ({
      type: 'referral.event' as const,
      event: jws,
    }))
    expect(await receive(await ro.post(messages))).toMatchObject({ outcome: 'held' })
    expect(await verdictOn(id)).toMatchObject({ holds: true })
  })

  test('to act for an organisation of ours, which the verdict can tell', async ({
    accepted,
    ro,
    receive,
    verdictOn,
    parties,
  }) => {
    const { id, ours, theirs } = await accepted()
    const place = { n: 2, prev: theirs, seen: { n: 1, hash: ours } }
    const { jws } = ro.event(
      'paused',
      { by_her: true },
      { referral: id, org: parties.to, ...place },
    )
    await receive(await ro.post([{ type: 'referral.event', event: jws }]))
    const verdict = await verdictOn(id)
    expect(verdict).toMatchObject({ holds: true, homes: { [parties.to]: 'gb' } })
    expect(verdict).toMatchObject({ events: [{}, {}, { node: 'ro', actor: { org: parties.to } }] })
  })

  test('an offer, and the same again to another node', async ({
    db,
    ro,
    receive,
    parties,
    verdictOn,
  }) => {
    const { referral } = await anArrived({ db, peer: ro, receive }, parties)
    for (let turn = 0; turn < 8; turn += 1) {
      const to = { node: 'nl' as NodeId, org: anId() }
      const { message } = anOffer(ro, parties, { referral, data: { to } })
      await receive(await ro.post([message]))
    }
    expect(await verdictOn(referral)).toMatchObject({ holds: true })
  })

  test('a third node, before the offer comes', async ({
    nl,
    ro,
    receive,
    parties,
    verdictOn,
    network,
  }) => {
    const { referral, message } = anOffer(ro, parties)
    const place = { referral, org: network.receiver.org, n: 2, prev: aDigest() }
    const { jws } = nl.event('lost_contact', { plan: 1 }, place)
    const early = await receive(await nl.post([{ type: 'referral.event', event: jws }]))
    expect(early.outcome).toBe('held')
    await receive(await ro.post([message]))
    expect(await verdictOn(referral)).toMatchObject({ holds: true })
  })
})
