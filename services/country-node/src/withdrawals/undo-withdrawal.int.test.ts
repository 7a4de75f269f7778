import { describe, expect } from 'vitest'
import { anAccepted, anArrived, ownEvents } from '../../test/conversation.ts'
import { test as base } from '../../test/exchange-test.ts'
import { restrictionsOf } from '../../test/restrictions.ts'
import { aWish } from '../../test/story.ts'
import { tellAtOnce } from './tell-at-once.ts'

const exchange = { wake: () => {} }
const undo = { with_her: true }
const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })
/** Eight days before now. */
const tooLong = () => new Date(Date.now() - 8 * 86_400_000)

const test = base
  .extend('parts', { scope: 'file' }, ({ db, ro, receive }) => ({ db, peer: ro, receive }))
  .extend('withdrawn', { scope: 'file' }, ({ as, parts, network: { receiver } }) => async () => {
    const worker = await as('case_worker')
    const accepted = await anAccepted(parts, worker, receiver)
    const path = `/people/${accepted.person}/withdrawal`
    const { id: withdrawal } = (await worker.post(path, {})).json()
    return { ...accepted, worker, withdrawal, path: `${path}/${withdrawal}/undo` }
  })

describe('a withdrawal that she takes back', () => {
  test('gives everything back but what has ended; she tells nothing again', async ({
    withdrawn,
    db,
    network: { receiver },
  }) => {
    const { worker, id, person, agreement, path } = await withdrawn()
    expect((await worker.post(path, undo)).statusCode).toBe(200)
    const types = (await ownEvents(db, id)).map(({ type }) => type)
    expect(types).toEqual(['offered', 'withdrawn', 'withdrawal_undone'])
    expect(await restrictionsOf(db, id)).toMatchObject([{ undone: true }])
    const view = (await worker.get(`/referrals/${id}`)).json()
    expect(view).toMatchObject({ status: 'withdrawn', disclosure: 'closed', is_restricted: false })
    expect((await worker.get(`/people/${person}`)).json().withheld).toEqual([])

    const next = await worker.post('/referrals', aWish(person, agreement, receiver))
    expect(next.statusCode).toBe(201)
    const offered = await worker.post(`/referrals/${next.json().id}/offer`, {})
    expect(offered.json()).toMatchObject({ status: 'offered' })
  })

  test('is taken back once, by her in person', async ({ withdrawn }) => {
    const { worker, path } = await withdrawn()
    for (const said of [{}, { with_her: false }]) {
      expect((await worker.post(path, said)).statusCode).toBe(400)
    }
    expect((await worker.post(path, undo)).statusCode).toBe(200)
    expect((await worker.post(path, undo)).json()).toMatchObject(problem('withdrawal-undone'))
  })

  test('is not taken back after seven days, here or in a referral', async ({ withdrawn, db }) => {
    const { worker, path, id, withdrawal } = await withdrawn()
    const at = tooLong()
    await db.updateTable('withdrawal').set({ at }).where('id', '=', withdrawal).execute()
    await db.updateTable('restriction').set({ at }).where('referral_id', '=', id).execute()
    const [restriction] = await restrictionsOf(db, id)
    const there = `/referrals/${id}/withdrawals/${restriction?.withdrawal}/undo`
    for (const late of [path, there]) {
      expect((await worker.post(late, undo)).json()).toMatchObject(problem('undo-too-late'))
    }
    expect(await restrictionsOf(db, id)).toMatchObject([{ undone: false }])
  })

  test('of another person, or of none, is not found', async ({ withdrawn, context }) => {
    const { worker, person, id } = await withdrawn()
    const other = await withdrawn()
    const paths = [
      `/people/${person}/withdrawal/${other.withdrawal}/undo`,
      `/people/${person}/withdrawal/${context.randomId()}/undo`,
      `/referrals/${id}/withdrawals/${context.randomId()}/undo`,
    ]
    for (const path of paths) expect((await worker.post(path, undo)).statusCode).toBe(404)
  })

  test('on the other side gives back what this side had closed as well', async ({
    withdrawn,
    db,
    node,
  }) => {
    const { worker, id, person, there } = await withdrawn()
    const [{ withdrawal } = { withdrawal: '' }] = await restrictionsOf(db, id)
    await there.say('withdrawal_undone', { withdrawal })
    await tellAtOnce(node, exchange, [id])
    expect((await worker.get(`/people/${person}`)).json().withheld).toEqual([])
    const [listed] = (await worker.get(`/people/${person}/withdrawals`)).json().withdrawals
    expect(listed).toHaveProperty('undone_at')
    const [agreement] = (await worker.get(`/people/${person}/agreements`)).json().agreements
    expect(agreement).toMatchObject({ state: 'given' })
    const types = (await ownEvents(db, id)).map(({ type }) => type)
    expect(types).toEqual(['offered', 'withdrawn'])
  })

  test('leaves a second one, made meanwhile, in force', async ({ withdrawn, db, node }) => {
    const { worker, id, person, there, path } = await withdrawn()
    await there.say('consent_withdrawn', { groups: ['contact_safe'] })
    await tellAtOnce(node, exchange, [id])
    await worker.post(path, undo)
    expect((await worker.get(`/people/${person}`)).json().withheld).toEqual(['safe_phone'])
    expect((await restrictionsOf(db, id)).map(({ undone }) => undone).toSorted()).toEqual([
      false,
      true,
    ])
  })
})

test('what was received is closed until she takes it back, and an ended referral stays closed', async ({
  as,
  parts,
  parties,
  node,
}) => {
  /** Nobody is assigned to her yet. */
  const worker = await as('supervisor')
  const { referral, there } = await anArrived(parts, parties)
  const { eid } = await there.say('withdrawn')
  await tellAtOnce(node, exchange, [referral])
  const offer = () => worker.get(`/referrals/${referral}/offer`)
  const packet = () => worker.get(`/referrals/${referral}/packet`)
  expect((await offer()).json()).toMatchObject(problem('restricted'))
  expect((await packet()).json()).toMatchObject(problem('restricted'))
  const undone = await worker.post(`/referrals/${referral}/withdrawals/${eid}/undo`, undo)
  expect(undone.json()).toEqual({ id: referral, status: 'withdrawn' })
  expect((await offer()).statusCode).toBe(200)
  expect((await packet()).json()).toMatchObject(problem('referral-ended'))
})
