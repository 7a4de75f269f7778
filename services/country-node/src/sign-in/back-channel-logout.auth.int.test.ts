import { generateKeyPairSync } from 'node:crypto'
import { PAGES_CLIENT } from '@causeway/devnet'
import { describe, expect } from 'vitest'
import { anApp } from '../../test/app.ts'
import { test as base } from '../../test/sign-in-test.ts'
import { aTokenForge } from '../../test/token-forge.ts'

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} }
const now = () => Math.floor(Date.now() / 1000)

/** A node whose provider says whatever the test wants. */
const test = base
  .extend('forge', { scope: 'file' }, async ({ postgresUrl: _ }, { onCleanup }) => {
    const forge = await aTokenForge()
    onCleanup(() => forge.close())
    return forge
  })
  .extend(
    'forged',
    { scope: 'file' },
    async ({ context, forge, authentication }, { onCleanup }) => {
      const { app } = await anApp(context, { ...authentication, issuer: forge.issuer })
      onCleanup(() => app.close())
      return app
    },
  )
  .extend(
    'logOut',
    ({ forged }) =>
      (token: string) =>
        forged.inject({
          method: 'POST',
          url: '/sign-in/back-channel-logout',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ logout_token: token }).toString(),
        }),
  )
  .extend('claims', ({ forge }) => ({
    iss: forge.issuer,
    aud: PAGES_CLIENT,
    iat: now(),
    exp: now() + 120,
    jti: 'one of its own',
    events: EVENTS,
    sub: 'case_worker',
  }))

const asLogout = { typ: 'logout+jwt' }

test('who is signed out at the provider is signed out here', async ({
  signedIn,
  provider,
  visitor,
}) => {
  const worker = await signedIn('case_worker')
  const elsewhere = await signedIn('case_worker')
  const url = new URL('/session/end', provider.issuer)
  const { text } = await worker.browser.open(url)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
  await worker.browser.open(
    new URL('/session/end/confirm', provider.issuer),
    new URLSearchParams({ xsrf, logout: 'yes' }),
  )
  expect((await worker.get('/probe')).reply.status).toBe(303)
  expect((await elsewhere.get('/probe')).reply.status).toBe(200)
  expect((await visitor('case_worker').get('/probe')).reply.status).toBe(303)
})

describe('a logout token', () => {
  test('of a subject ends all of theirs, and of nobody else', async ({
    signedIn,
    forge,
    claims,
    logOut,
  }) => {
    const [office, phone] = [await signedIn('case_worker'), await signedIn('case_worker')]
    const other = await signedIn('supervisor')
    const reply = await logOut(await forge.sign(claims, asLogout))
    expect([reply.statusCode, reply.body, reply.headers['cache-control']]).toEqual([
      200,
      '',
      'no-store',
    ])
    expect((await office.get('/probe')).reply.status).toBe(303)
    expect((await phone.get('/probe')).reply.status).toBe(303)
    expect((await other.get('/probe')).reply.status).toBe(200)
  })

  for (const typ of ['JWT', undefined]) {
    test(`of an older provider counts: type ${typ}`, async ({
      signedIn,
      forge,
      claims,
      logOut,
    }) => {
      const worker = await signedIn('case_worker')
      const token = await forge.sign(claims, { typ } as never)
      expect((await logOut(token)).statusCode).toBe(200)
      expect((await worker.get('/probe')).reply.status).toBe(303)
    })
  }

  const wrong: [string, () => Record<string, unknown>, object?][] = [
    ['of another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['for another client', () => ({ aud: 'causeway-development' })],
    ['that has expired', () => ({ exp: now() - 10 })],
    ['of three minutes ago', () => ({ iat: now() - 180 })],
    ['without a time', () => ({ iat: undefined })],
    ['without an id', () => ({ jti: undefined })],
    ['without the event', () => ({ events: undefined })],
    ['of another event', () => ({ events: { 'urn:example:other': {} } })],
    ['with a nonce, as an ID token has', () => ({ nonce: 'n' })],
    ['of nobody', () => ({ sub: undefined })],
    ['that is an access token', () => ({}), { typ: 'at+jwt' }],
  ]
  for (const [what, changes, header = asLogout] of wrong) {
    test(`${what} ends nothing`, async ({ signedIn, forge, claims, logOut }) => {
      const worker = await signedIn('case_worker')
      const reply = await logOut(await forge.sign({ ...claims, ...changes() } as never, header))
      expect(reply.statusCode).toBe(400)
      expect((await worker.get('/probe')).reply.status).toBe(200)
    })
  }

  test('signed by another key, or by none, ends nothing', async ({
    signedIn,
    forge,
    claims,
    logOut,
  }) => {
    const worker = await signedIn('case_worker')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const tokens = [
      await forge.sign(claims, asLogout, privateKey),
      `${part({ alg: 'none', ...asLogout })}.${part(claims)}.`,
      'no token',
    ]
    for (const token of tokens) expect((await logOut(token)).statusCode).toBe(400)
    expect((await worker.get('/probe')).reply.status).toBe(200)
  })

  test('is not judged while the provider is away', async ({ forge, claims, context }) => {
    const other = await aTokenForge()
    const { app } = await anApp(context, {
      issuer: other.issuer,
      audience: 'urn:causeway:node:gb',
      allowInsecure: true,
    })
    const token = await forge.sign({ ...claims, iss: other.issuer }, asLogout)
    other.state.answers = false
    const reply = await app.inject({
      method: 'POST',
      url: '/sign-in/back-channel-logout',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `logout_token=${token}`,
    })
    expect(reply.statusCode).toBe(503)
    await app.close()
    await other.close()
  })
})
