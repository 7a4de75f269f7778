import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { anId } from '../../test/peer.ts'
import { PIN, test } from '../../test/window-test.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { createSurvivorApp } from './survivor-app.ts'

const staffPaths = [
  '/healthz',
  '/api/v1/openapi.json',
  '/api/v1/referrals',
  '/sign-in',
  '/sign-in/keys',
  '/inbox',
  '/returns',
  '/signed-out',
]
const herPaths = ['/page', '/stop', '/stay', '/close']

describe('her window', () => {
  test('shows nothing of anybody else: what is not hers looks like what is nowhere', async ({
    acceptedThere,
    opened,
    entered,
    db,
  }) => {
    const [mine, other] = [await acceptedThere(), await acceptedThere()]
    const her = await entered(await opened(mine.person))
    const { gid } = await db
      .selectFrom('agreement_grant')
      .select('gid')
      .where('agreement_id', '=', other.agreement as RandomId)
      .limit(1)
      .executeTakeFirstOrThrow()
    const page = await her.see()
    for (const id of [other.id, other.person, gid]) expect(page).not.toContain(id)

    const token = /name="form_token" value="([^"]*)"/.exec(page)?.[1] ?? ''
    const form = { form_token: token, key: crypto.randomUUID() }
    const about = async (path: string) => {
      const [shown, sent] = [await her.get(path), await her.post(path, form)]
      return [shown, sent].map(({ reply, text }) => [
        reply.status,
        text.replace(/nonce="[^"]*"/g, '').replaceAll(path, 'its own address'),
      ])
    }
    const nowhere = await about(`/pause/${anId()}`)
    expect(nowhere.map(([status]) => status)).toEqual([404, 404])
    const foreign = [
      `/pause/${other.id}`,
      `/resume/${other.id}`,
      `/stop/${gid}`,
      `/stop/${mine.id}`,
    ]
    for (const path of [...foreign, '/pause/x']) {
      const [shown, sent] = await about(path)
      expect([path, shown?.[0], sent?.[0]]).toEqual([path, 404, 404])
      expect(shown?.[1]).toBe(nowhere[0]?.[1])
    }
    const nothing = await her.post('/nowhere', form)
    expect(nothing.reply.status).toBe(404)
    const { state } = await db
      .selectFrom('referral')
      .select('state')
      .where('id', '=', other.id as RandomId)
      .executeTakeFirstOrThrow()
    expect(state.isPaused).toBe(false)
  })

  test('and the staff’s pages know nothing of one another', async ({
    acceptedThere,
    opened,
    entered,
    atDoor,
    signedIn,
    origin,
    windowOrigin,
  }) => {
    const { person } = await acceptedThere()
    const her = await entered(await opened(person))
    const worker = await signedIn('case_worker')
    for (const path of staffPaths) {
      expect([path, (await her.get(path)).reply.status]).toEqual([path, 404])
    }
    for (const path of herPaths) {
      const { reply } = await worker.get(path)
      expect([path, reply.status]).toEqual([path, 404])
    }

    const port = new URL(windowOrigin).port
    const hers = her.browser.cookie(`__Host-s${port}`) ?? ''
    expect(hers).toHaveLength(43)
    const thief = atDoor()
    thief.browser.setCookie(`__Host-s${port}`, worker.cookie() ?? '')
    expect((await thief.get('/page')).reply.headers.get('location')).toBe('/')
    worker.useCookie(hers)
    expect((await worker.get('/')).reply.headers.get('location')).toBe('/sign-in?to=%2F')
    expect(origin).not.toBe(windowOrigin)
  })

  test('does nothing that another site, or a form without its token, asks for', async ({
    acceptedThere,
    opened,
    entered,
    windowOrigin: origin,
    db,
  }) => {
    const { person, id } = await acceptedThere()
    const code = await opened(person)
    const her = await entered(code)
    const { form } = await (async () => {
      const text = await her.see(`/pause/${id}`)
      const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]
      return { form: { form_token: value('form_token') ?? '', key: value('key') ?? '' } }
    })()
    const from = (site: string, at = origin) => ({
      accept: 'text/html',
      origin: at,
      'sec-fetch-site': site,
    })
    const attempts = [
      her.post(`/pause/${id}`, form, from('cross-site')),
      her.post(`/pause/${id}`, form, from('same-origin', 'https://evil.example')),
      her.post(`/pause/${id}`, { key: form.key }),
      her.post(`/pause/${id}`, { ...form, form_token: 'A'.repeat(22) }),
      her.post('/', { window_code: code, window_pin: '271604' }),
    ]
    for (const attempt of attempts) expect((await attempt).reply.status).toBe(403)
    const { state } = await db
      .selectFrom('referral')
      .select('state')
      .where('id', '=', id as RandomId)
      .executeTakeFirstOrThrow()
    expect(state.isPaused).toBe(false)
  })

  test('ends after ten minutes without a touch, after an hour in all', async ({
    acceptedThere,
    opened,
    entered,
    db,
  }) => {
    const code = await opened((await acceptedThere()).person)
    const minutes = (count: number) => new Date(Date.now() - count * 60_000)
    for (const was of [{ seen_at: minutes(10) }, { begun_at: minutes(60) }]) {
      const her = await entered(code)
      await her.see()
      await db.updateTable('survivor_session').set(was).execute()
      expect((await her.get('/page')).reply.headers.get('location')).toBe('/')
    }
  })

  test('is not tried faster than a client may, and not shut by who has no slip', async ({
    node,
    windowOrigin,
    acceptedThere,
    opened,
  }) => {
    const settings = {
      origin: windowOrigin,
      exitTo: 'https://weather.example/',
      timeZone: 'UTC',
      language: 'en' as const,
      triesPerMinute: 2,
    }
    const app = await createSurvivorApp({ context: node, exchange: { wake: () => {} }, settings })
    const secret = node.randomDigest()
    const door = async (window_code: string, window_pin: string) => {
      const form = { form_token: hashOf(secret), window_code, window_pin }
      const { statusCode } = await app.inject({
        method: 'POST',
        url: '/',
        headers: {
          origin: windowOrigin,
          cookie: `__Host-f${new URL(windowOrigin).port}=${secret}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams(form).toString(),
      })
      return statusCode
    }
    const code = await opened((await acceptedThere()).person)
    const statuses: number[] = []
    for (let tries = 0; tries < 3; tries += 1) statuses.push(await door('2222', PIN))
    expect(statuses).toEqual([422, 422, 429])
    expect([await door(code, '000000'), await door(code, PIN)]).toEqual([422, 303])
    await app.close()
  })
})
