import { describe, expect } from 'vitest'
import { anOffer, MARK } from '../../../test/offers.ts'
import { test } from '../../../test/sign-in-test.ts'

const html = { accept: 'text/html' }
const tails = [
  '',
  '/accept',
  '/decline',
  '/ask',
  '/plan',
  '/meet',
  '/care',
  '/follow-ups',
  '/close',
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
