import { describe, expect } from 'vitest'
import { test as base } from '../../test/sign-in-test.ts'

const MINUTE = 60_000
const SECOND = 1_000

/** The provider's tokens are of now: the clock moves after signing in only. */
const test = base.extend('setBack', { auto: true }, ({ clock }, { onCleanup }) => {
  onCleanup(() => {
    clock.offset = 0
  })
})

describe('a session', () => {
  test('ends after fifteen minutes without a request, and each request begins them anew', async ({
    signedIn,
    clock,
  }) => {
    const worker = await signedIn('case_worker')
    const status = async () => (await worker.get('/probe')).reply.status
    clock.offset += 14 * MINUTE + 50 * SECOND
    expect(await status()).toBe(200)
    clock.offset += 14 * MINUTE + 50 * SECOND
    expect(await status()).toBe(200)
    clock.offset += 15 * MINUTE
    expect(await status()).toBe(303)
  })

  test('is kept by a page in which somebody types', async ({ signedIn, clock }) => {
    const worker = await signedIn('case_worker')
    const form_token = await worker.formToken()
    clock.offset += 14 * MINUTE
    expect((await worker.post('/sign-in/stay', { form_token })).reply.status).toBe(204)
    clock.offset += 14 * MINUTE
    expect((await worker.get('/probe')).reply.status).toBe(200)
    clock.offset += 15 * MINUTE
    expect((await worker.post('/sign-in/stay', { form_token })).reply.status).toBe(401)
  })

  test('ends after eight hours, however busy', async ({ signedIn, clock }) => {
    const worker = await signedIn('case_worker')
    const statuses: number[] = []
    for (let minutes = 12; minutes < 8 * 60; minutes += 12) {
      clock.offset = minutes * MINUTE
      statuses.push((await worker.get('/probe')).reply.status)
    }
    expect(new Set(statuses)).toEqual(new Set([200]))
    clock.offset = 8 * 60 * MINUTE
    expect((await worker.get('/probe')).reply.status).toBe(303)
  })

  for (const column of ['seen_at', 'begun_at']) {
    test(`leaves no row behind half an hour after its end by ${column}`, async ({
      signedIn,
      db,
    }) => {
      await signedIn('case_worker')
      const old = { [column]: new Date(Date.now() - 8.5 * 60 * MINUTE) }
      await db.updateTable('session').set(old).execute()
      await signedIn('supervisor')
      const rows = await db.selectFrom('session').select('role').execute()
      expect(rows).toEqual([{ role: 'supervisor' }])
    })
  }

  test('ends when a newer token says another role', async ({ signedIn, network, tokenOf, app }) => {
    const worker = await signedIn('duty_worker')
    const user = network.users.find(({ sub }) => sub === 'duty_worker')
    if (!user) throw new TypeError('no such user')
    user.role = 'case_worker'
    const authorization = `Bearer ${await tokenOf('duty_worker')}`
    await app.inject({ url: '/api/v1/organisations', headers: { authorization } })
    expect((await worker.get('/probe')).reply.status).toBe(303)
    user.role = 'duty_worker'
  })

  test('is not to be had with another shape of cookie', async ({ signedIn, visitor }) => {
    const worker = await signedIn('case_worker')
    for (const cookie of ['', 'x', `${worker.cookie()}x`, `${worker.cookie()}`.slice(1)]) {
      const other = visitor('case_worker')
      other.useCookie(cookie)
      expect((await other.get('/probe')).reply.status).toBe(303)
    }
  })
})

describe('signing out', () => {
  test('ends it at the server, and leaves nothing in the browser', async ({
    signedIn,
    visitor,
  }) => {
    const worker = await signedIn('case_worker')
    const cookie = worker.cookie() ?? ''
    const { reply } = await worker.send('/sign-out')
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/signed-out'])
    expect(reply.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(worker.cookie()).toBeUndefined()

    const thief = visitor('case_worker')
    thief.useCookie(cookie)
    expect((await thief.get('/probe')).reply.status).toBe(303)
  })

  test('ends that session only', async ({ signedIn }) => {
    const [office, phone] = [await signedIn('case_worker'), await signedIn('case_worker')]
    await office.send('/sign-out')
    expect((await phone.get('/probe')).reply.status).toBe(200)
  })
})

test('a form sent after the end is refused, and told why', async ({ signedIn, clock }) => {
  const worker = await signedIn('case_worker')
  const form_token = await worker.formToken()
  clock.offset += 15 * MINUTE
  const { reply, text } = await worker.post('/probe', { form_token })
  expect([reply.status, JSON.parse(text).type]).toEqual([401, 'urn:causeway:problem:session-ended'])
})
