import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { startIdentityProvider } from './identity-provider.ts'
import { integratorToken, signIn } from './sign-in.ts'

const resource = 'urn:causeway:node:gb'
const user = { sub: 'gb-case-worker', name: 'Example Worker', org: 'A'.repeat(22) }
const password = 'a random password'

async function aProvider(changes: { tokenSeconds?: number } = {}) {
  const provider = await startIdentityProvider({
    audience: resource,
    users: [{ ...user, role: 'case_worker', password }],
    integrators: [{ clientId: 'gb-integrator', secret: 's'.repeat(32), org: user.org }],
    ...changes,
  })
  onTestFinished(() => provider.close())
  return provider.issuer
}

function verify(token: string, issuer: string) {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`))
  return jwtVerify(token, keys, { issuer, audience: resource, algorithms: ['ES256'] })
}

test('a user who types the password gets a token that says who acts for whom', async () => {
  const issuer = await aProvider()
  const session = await signIn({ issuer, user: user.sub, password, resource })
  const token = await session.accessToken()

  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' })
  const { payload } = await verify(token, issuer)
  expect(payload).toMatchObject({ ...user, role: 'case_worker', scope: 'causeway' })
  expect(await session.accessToken()).toBe(token)
})

test('a token near its end is renewed without typing again', async () => {
  const issuer = await aProvider({ tokenSeconds: 5 })
  const session = await signIn({ issuer, user: user.sub, password, resource })
  const first = await session.accessToken()
  const second = await session.accessToken()

  expect(second).not.toBe(first)
  expect((await verify(second, issuer)).payload).toMatchObject({ ...user, role: 'case_worker' })
})

test.each([
  ['a wrong password', { user: user.sub, password: 'wrong', resource }],
  ['an unknown user', { user: 'nobody', password, resource }],
  ['a resource of another country', { user: user.sub, password, resource: 'urn:causeway:node:ro' }],
])('%s gets none', async (_what, attempt) => {
  const issuer = await aProvider()
  await expect(signIn({ issuer, ...attempt })).rejects.toThrow()
})

test('the form is of no use to a browser that did not begin', async () => {
  const issuer = await aProvider()
  const form = new URLSearchParams({ user: user.sub, password })
  const reply = await fetch(`${issuer}/interaction/anything`, { method: 'POST', body: form })
  expect(reply.status).toBe(400)
})

test('without PKCE there is no code', async () => {
  const issuer = await aProvider()
  const url = new URL(`${issuer}/auth`)
  url.search = new URLSearchParams({
    client_id: 'causeway-development',
    response_type: 'code',
    redirect_uri: 'http://127.0.0.1:5/callback',
    scope: 'openid',
  }).toString()
  const reply = await fetch(url, { redirect: 'manual' })
  expect(reply.headers.get('location')).toContain('error=invalid_request')
})

test('a case system acts for its organisation, as an integrator', async () => {
  const issuer = await aProvider()
  const secret = 's'.repeat(32)
  const token = await integratorToken({ issuer, clientId: 'gb-integrator', secret, resource })

  const { payload } = await verify(token, issuer)
  expect(payload).toMatchObject({ sub: 'gb-integrator', org: user.org, role: 'integrator' })
})
