import { nextLink, signEvent } from '@causeway/protocol/chain'
import { identityOf } from '@causeway/protocol/suite'
import type { ReferralEvent } from '@causeway/schemas/record'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { anAccepted, anArrived, conversationOf, ownEvents } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { aDigest, anId, nowInSeconds } from '../../test/peer.ts'
import { restrictionsOf } from '../../test/restrictions.ts'
import { systemIn } from '../referrals/event-actor.ts'
import { react } from '../referrals/react.ts'
import { takeSnapshot } from '../referrals/snapshot.ts'
import { tellAtOnce } from './tell-at-once.ts'

const exchange = { wake: () => {} }
const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })
const DAY = 86_400_000

const test = base
  .extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({ db, peer: ro, receive }))
  /** An offer of the peer, which then says two things in one place of its chain. */
  .extend('forked', { scope: 'file' }, ({ parts, parties }) => async () => {
    const { referral, there, begun } = await anArrived(parts, parties)
    await there.say('paused', { by_her: false })
    const other = conversationOf(parts, { referral, org: parties.from }, begun)
    await other.deliver(other.prepare('paused', { by_her: true }))
    return referral
  })
  /** Writes our chain up to this place, as a peer could make us do. */
  .extend('fillTo', { scope: 'file' }, ({ node }) => async (id: RandomId, n: number) => {
    const { counted, referral } = await takeSnapshot(node.db, node.nodeId, id)
    let { prev, ...link } = nextLink(counted, node.nodeId)
    const rows = []
    while (link.n <= n) {
      const event = {
        ...link,
        prev,
        eid: anId(),
        referral: id,
        node: node.nodeId,
        at: nowInSeconds(),
        actor: systemIn(referral.own_org),
        type: 'restricted',
        data: { withdrawal: anId() },
      } as ReferralEvent
      const jws = signEvent(event, node.signingKey)
      prev = identityOf(jws)
      rows.push({
        identity: prev,
        referral_id: id,
        node: node.nodeId,
        n: link.n,
        type: event.type,
        jws,
        body_salt: null,
        body_refused: null,
        body_sealed: null,
        at: event.at,
        stored_at: new Date(),
        env: null,
        applied_at: null,
      })
      link = { ...link, n: link.n + 1 }
    }
    await node.db.insertInto('referral_event').values(rows).execute()
  })

describe('her word holds here where a peer', () => {
  test('has broken its chain, until she takes it back', async ({ as, forked }) => {
    const worker = await as('supervisor')
    const referral = await forked()
    const path = `/referrals/${referral}`
    const offer = () => worker.get(`${path}/offer`)
    expect((await offer()).statusCode).toBe(200)
    const replies = [await worker.post(`${path}/withdraw`, {}, 'stop')]
    replies.push(await worker.post(`${path}/withdraw`, {}, 'stop'))
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect((await offer()).json()).toMatchObject(problem('restricted'))
    const view = (await worker.get(path)).json()
    expect(view).toMatchObject({ is_restricted: true, restrictions: [{ answered: false }] })

    const undo = `${path}/withdrawals/${view.restrictions[0].withdrawal}/undo`
    expect((await worker.post(undo, { with_her: true })).statusCode).toBe(200)
    expect((await worker.post(undo, { with_her: true })).json()).toMatchObject(
      problem('withdrawal-undone'),
    )
    expect((await offer()).statusCode).toBe(200)
  })

  test('has made us talk until our chain was full', async ({ as, parts, parties, fillTo }) => {
    const worker = await as('supervisor')
    const { referral } = await anArrived(parts, parties)
    await fillTo(referral, 500)
    expect((await worker.post(`/referrals/${referral}/withdraw`, {})).statusCode).toBe(200)
    expect((await worker.get(`/referrals/${referral}/offer`)).json()).toMatchObject(
      problem('restricted'),
    )
  })

  test('has broken its chain and she says it about her whole record', async ({
    as,
    parts,
    parties,
    node,
  }) => {
    const worker = await as('case_worker')
    const { referral, there, begun } = await anArrived(parts, parties)
    const who = { worker: 'Synthetic', deputy: 'Other', duty_phone: '+40700123456' }
    await worker.post(`/referrals/${referral}/accept`, { ...who, services: ['safe_housing'] })
    await there.look()
    await there.deliver(there.preparePacket(parties.to))
    const met = { kind: 'travelled_alone', words: 'not_used', phoned_in: false }
    await worker.post(`/referrals/${referral}/arrive`, met)
    const care = { phoned_in: false, feedback: 'none', spoken_with_her: true }
    await worker.post(`/referrals/${referral}/in-care`, care)
    const packet = () => worker.get(`/referrals/${referral}/packet`)
    expect((await packet()).statusCode).toBe(200)
    expect((await worker.get(`/referrals/${referral}/follow-ups`)).statusCode).toBe(200)

    const other = conversationOf(parts, { referral, org: parties.from }, begun)
    await other.deliver(other.prepare('paused', { by_her: true }))
    const { person } = (await worker.get(`/referrals/${referral}`)).json()
    expect((await worker.post(`/people/${person}/withdrawal`, {})).statusCode).toBe(201)
    await tellAtOnce(node, exchange, [referral])
    for (const part of ['packet', 'follow-ups', 'offer']) {
      const reply = await worker.get(`/referrals/${referral}/${part}`)
      expect([part, reply.json()]).toMatchObject([part, problem('restricted')])
    }
    expect((await worker.get(`/referrals/${referral}`)).json().is_restricted).toBe(true)
  })
})

describe('a peer that makes us say the same without end', () => {
  test('leaves the places of our chain that she needs', async ({
    as,
    parts,
    node,
    fillTo,
    network: { receiver },
  }) => {
    const worker = await as('case_worker')
    const { id, person, there } = await anAccepted(parts, worker, receiver)
    await fillTo(id, 400)
    await there.look()
    await there.say('consent_withdrawn', { groups: ['health'] })
    await tellAtOnce(node, exchange, [id])
    expect(await ownEvents(parts.db, id)).toHaveLength(400)
    expect(await restrictionsOf(parts.db, id)).toMatchObject([{ groups: ['health'] }])
    for (const _ of [1, 2]) {
      await worker.post(`/people/${person}/withdrawal`, { groups: ['identity'] })
    }
    const types = (await ownEvents(parts.db, id)).slice(400).map(({ type }) => type)
    expect(types).toEqual(['consent_withdrawn'])
    expect((await worker.post(`/referrals/${id}/withdraw`, {})).json()).toEqual({
      id,
      status: 'withdrawn',
    })
  })
})

test('an undoing by a peer after seven days lifts nothing', async ({
  as,
  parts,
  node,
  network: { receiver },
}) => {
  const worker = await as('case_worker')
  const { id, person, there } = await anAccepted(parts, worker, receiver)
  await worker.post(`/people/${person}/withdrawal`, {})
  const at = new Date(Date.now() - 8 * DAY)
  await node.db.updateTable('restriction').set({ at }).where('referral_id', '=', id).execute()
  const [{ withdrawal } = { withdrawal: '' }] = await restrictionsOf(parts.db, id)
  await there.say('withdrawal_undone', { withdrawal })
  await tellAtOnce(node, exchange, [id])
  expect(await restrictionsOf(parts.db, id)).toMatchObject([{ undone: false }])
  expect((await worker.get(`/people/${person}`)).json().items).toEqual([])
  const [agreement] = (await worker.get(`/people/${person}/agreements`)).json().agreements
  expect(agreement.state).toBe('withdrawn')
})

test('what she has withdrawn is not signed over to who looks after her', async ({
  as,
  parts,
  node,
  network: { receiver },
}) => {
  const worker = await as('case_worker')
  const arrived = async () => {
    const { id, there } = await anAccepted(parts, worker, receiver)
    await react(node, exchange, id)
    const at = nowInSeconds()
    const met = { kind: 'travelled_alone', words: 'not_used', when: at, phoned_in: false }
    await there.say('arrived', met)
    const inCare = () => there.say('in_care', { when: at, phoned_in: false, feedback: 'none' })
    return { id, there, inCare }
  }
  const types = async (id: RandomId) => (await ownEvents(parts.db, id)).map(({ type }) => type)

  const kept = await arrived()
  await kept.inCare()
  await react(node, exchange, kept.id)
  expect(await types(kept.id)).toContain('custody_passed')

  const stopped = await arrived()
  await stopped.there.say('consent_withdrawn')
  await stopped.inCare()
  await tellAtOnce(node, exchange, [stopped.id])
  expect(await types(stopped.id)).toEqual(['offered', 'disclosed', 'restricted'])
})

test('a peer cannot fill a node with second chains', async ({ parts, parties, node }) => {
  const { referral, there, begun } = await anArrived(parts, parties)
  const known = await there.say('paused', { by_her: false })
  const [row] = await node.db
    .selectFrom('referral_event')
    .selectAll()
    .where('identity', '=', known.identity)
    .execute()
  if (!row) throw new TypeError('it was kept')
  const more = Array.from({ length: 498 }, () => ({ ...row, identity: aDigest() as never }))
  await node.db.insertInto('referral_event').values(more).execute()
  const other = conversationOf(parts, { referral, org: parties.from }, begun)
  expect(await other.deliver(other.prepare('paused', { by_her: true }))).toBe('rejected')
  expect(await there.deliver(known)).not.toBe('rejected')
})
