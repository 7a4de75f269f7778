import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { people } from '../../../test/journey-test.ts'
import { anOffer, aPacket, aPacketItem, MARK } from '../../../test/offers.ts'
import { test } from '../../../test/sign-in-test.ts'

const html = { accept: 'text/html' }
const tails = [
  '',
  '/accept',
  '/decline',
  '/ask',
  '/answer',
  '/tell',
  '/plan',
  '/plan/2',
  '/confirm-plan',
  '/meet',
  '/sheet',
  '/here',
  '/change',
  '/lost',
  '/care',
  '/follow-ups',
  '/close',
  '/recall',
  '/pause',
  '/resume',
  '/withdraw',
  '/undo',
]

describe('pages of the receiving side', () => {
  test('are not there for another organisation, and closed to roles without care', async ({
    signedIn,
    acceptedHere,
  }) => {
    const { id } = await acceptedHere()
    const neighbour = await signedIn('neighbour')
    const police = await signedIn('police_liaison')
    for (const tail of tails.filter((it) => it !== '/accept')) {
      const path = `/receiving/${id}${tail}`
      expect([path, (await neighbour.get(path, html)).reply.status]).toEqual([path, 404])
      expect([path, (await police.get(path, html)).reply.status]).toEqual([path, 403])
    }
    expect((await police.get('/inbox', html)).reply.status).toBe(403)
    expect((await neighbour.arriveAt('/inbox')).text).not.toContain(id)
  })

  test('look the same for a handover of others as for one that never was', async ({
    signedIn,
    acceptedHere,
    node,
  }) => {
    const { id } = await acceptedHere()
    const neighbour = await signedIn('neighbour')
    const bare = (page: string, path: string) =>
      page.replaceAll(path, '').replaceAll(/nonce="[^"]*"|value="[^"]*"|data-[\w-]+="[^"]*"/g, '')
    const form = { key: randomUUID() }
    for (const tail of tails.filter((it) => it !== '/accept')) {
      const [theirs, nobodys] = [id, node.randomId()].map((one) => `/receiving/${one}${tail}`)
      const seen = []
      for (const path of [theirs, nobodys] as string[]) {
        const { reply, text } = await neighbour.get(path, html)
        seen.push([reply.status, bare(text, path)])
      }
      expect(seen[0]).toEqual(seen[1])
      const posted = []
      for (const path of [theirs, nobodys] as string[]) {
        const { reply, text } = await neighbour.send(path, form)
        posted.push([reply.status, text])
      }
      expect([tail, posted[0]]).toEqual([tail, posted[1]])
      expect([tail, posted[0]?.[0]]).toEqual([tail, 404])
    }
  })

  test('say why a step is not for somebody, and who does it or can change that', async ({
    signedIn,
    acceptedHere,
    ro,
    parties,
    receive,
  }) => {
    const { id } = await acceptedHere()
    const read = async (user: string, one: string) =>
      (await (await signedIn(user)).arriveAt(`/receiving/${one}`)).text
    expect(await read('colleague', id)).toContain('Your supervisor can assign you.')
    const intake = await read('intake_worker', id)
    expect(intake).toContain('Your role does not include this. Ask: case worker.')
    expect(intake).not.toContain(`/receiving/${id}/plan`)

    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const unopened = await read('case_worker', referral)
    expect(unopened).toContain(`/receiving/${referral}/open`)
  })

  test('open her story to nobody whose training is over, and say so before', async ({
    signedIn,
    as,
    node,
    ro,
    parties,
    linkOf,
    network,
    receive,
  }) => {
    const { referral: id, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const acceptance = { ...people, services: ['safe_housing'] }
    await (await as('untrained')).post(`/referrals/${id}/accept`, acceptance)
    const grants = ro.grants({
      items: ['full_name', 'summary_short'],
      release: true,
      to: { node: node.nodeId, org: network.ours },
    })
    const packet = aPacket(ro, {
      referral: id,
      ...parties,
      ...(await linkOf(ro, id)),
      grants,
      tier: 't3',
      items: [aPacketItem('full_name', 'Synthetic'), aPacketItem('summary_short', 'Short.')],
    })
    expect((await receive(await ro.post([packet.message]))).outcome).toBe('applied')
    const untrained = await (await signedIn('untrained')).arriveAt(`/receiving/${id}`)
    expect(untrained.text).toContain('a training in working with trauma that is still valid')
    expect(untrained.text).not.toContain(`/receiving/${id}/story`)
  })

  test('say of her only to who looks after her who she is', async ({ signedIn, acceptedHere }) => {
    const { id } = await acceptedHere()
    const read = async (user: string) =>
      (await (await signedIn(user)).arriveAt(`/receiving/${id}`)).text
    expect(await read('case_worker')).toContain(MARK)
    for (const user of ['colleague', 'intake_worker', 'duty_worker']) {
      expect([user, await read(user)]).not.toEqual([user, expect.stringContaining(MARK)])
    }
  })

  test('open her story only after a second factor', async ({ signedIn, acceptedHere }) => {
    const { id } = await acceptedHere()
    const worker = await signedIn('case_worker')
    const first = await worker.get(`/receiving/${id}/story`)
    expect(first.reply.headers.get('location')).toMatch(/^\/sign-in\/confirm\?to=/)
    expect((await worker.arriveAt(`/receiving/${id}/story`)).reply.status).toBe(200)
  })

  test('accept nothing without a second factor, and nothing that was sent from here', async ({
    signedIn,
    ro,
    parties,
    receive,
    plannedThere,
  }) => {
    const { referral, message } = anOffer(ro, parties)
    await receive(await ro.post([message]))
    const worker = await signedIn('case_worker')
    const refused = await worker.send(`/receiving/${referral}/accept`)
    expect([refused.reply.status, JSON.parse(refused.text).type]).toEqual([
      403,
      'urn:causeway:problem:step-up-missing',
    ])
    const { id } = await plannedThere()
    expect((await worker.get(`/receiving/${id}`)).reply.status).toBe(404)
  })
})
