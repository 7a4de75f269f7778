import { generateKeyPairSync } from 'node:crypto'
import { PAGES_CLIENT } from '@causeway/devnet'
import { describe, expect } from 'vitest'
import { anApp } from '../../test/app.ts'
import { AUDIENCE, test as base } from '../../test/node-test.ts'
import { aTokenForge } from '../../test/token-forge.ts'
import { sentTo } from '../../test/visitor.ts'
import { attemptSecrets } from './secrets.ts'

const now = () => Math.floor(Date.now() / 1000)

/** A browser that went to a provider which answers with the tokens that a test wants. */
const test = base
  .extend('forge', { scope: 'file' }, async ({ postgresUrl: _ }, { onCleanup }) => {
    const forge = await aTokenForge()
    onCleanup(() => forge.close())
    return forge
  })
  .extend('pages', { scope: 'file' }, async ({ context, forge, authentication }, { onCleanup }) => {
    const { app } = await anApp(context, { ...authentication, issuer: forge.issuer })
    onCleanup(() => app.close())
    return app
  })
  .extend('attempt', async ({ pages }) => {
    const { headers, cookies } = await pages.inject({ url: '/sign-in' })
    const state = sentTo(headers.refresh).searchParams.get('state') ?? ''
    const browser = cookies[0]?.value ?? ''
    return { state, browser, nonce: attemptSecrets(browser, state).nonce }
  })
  .extend('idClaims', ({ forge, attempt }) => ({
    iss: forge.issuer,
    aud: PAGES_CLIENT as string | string[],
    sub: 'synthetic-worker',
    iat: now(),
    exp: now() + 300,
    auth_time: now() as number | undefined,
    nonce: attempt.nonce as string | undefined,
  }))
  .extend('accessToken', ({ forge, network }) =>
    forge.sign({
      iss: forge.issuer,
      aud: AUDIENCE,
      sub: 'synthetic-worker',
      org: network.ours,
      role: 'case_worker',
      iat: now(),
      exp: now() + 300,
    }),
  )
  .extend('answer', ({ pages, forge, attempt, accessToken }) => async (idToken?: string) => {
    forge.state.tokens = {
      access_token: accessToken,
      token_type: 'Bearer',
      ...(idToken === undefined ? {} : { id_token: idToken }),
    }
    const url = `/sign-in/callback?code=c&state=${attempt.state}`
    const cookie = `__Host-causeway-gb-sign-in=${attempt.browser}`
    return pages.inject({ url, headers: { cookie } })
  })

const asIdToken = { typ: 'JWT' }

describe('an ID token', () => {
  test('that is good begins a session', async ({ forge, idClaims, answer }) => {
    const reply = await answer(await forge.sign(idClaims, asIdToken))
    expect([reply.statusCode, reply.cookies[0]?.name]).toEqual([303, '__Host-causeway-gb'])
  })

  const wrong: [string, () => Record<string, unknown>][] = [
    ['of another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['for another client', () => ({ aud: 'causeway-development' })],
    ['of somebody else than the access token', () => ({ sub: 'another-worker' })],
    ['that has expired', () => ({ exp: now() - 60 })],
    ['of another attempt', () => ({ nonce: 'n'.repeat(43) })],
    ['of no attempt', () => ({ nonce: undefined })],
    ['of who signed in before being asked', () => ({ auth_time: now() - 60 })],
    ['that does not say when', () => ({ auth_time: undefined })],
  ]
  for (const [what, changes] of wrong) {
    test(`${what} is refused`, async ({ forge, idClaims, answer }) => {
      const reply = await answer(
        await forge.sign({ ...idClaims, ...changes() } as never, asIdToken),
      )
      expect([reply.statusCode, reply.json().type]).toEqual([
        403,
        'urn:causeway:problem:sign-in-refused',
      ])
      expect(reply.cookies).toEqual([])
    })
  }

  test('signed by another key is refused', async ({ forge, idClaims, answer }) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const reply = await answer(await forge.sign(idClaims, asIdToken, privateKey))
    expect(reply.json().type).toBe('urn:causeway:problem:sign-in-refused')
  })

  test('signed by nobody is refused', async ({ idClaims, answer }) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const reply = await answer(`${part({ alg: 'none' })}.${part(idClaims)}.`)
    expect(reply.json().type).toBe('urn:causeway:problem:sign-in-refused')
  })

  test('that is missing is refused', async ({ answer }) => {
    expect((await answer()).json().type).toBe('urn:causeway:problem:sign-in-refused')
  })
})

test('a provider that goes away before the answer is exchanged is no refusal', async ({
  forge,
  answer,
}) => {
  forge.state.answers = false
  const reply = await answer('token')
  forge.state.answers = true
  expect([reply.statusCode, reply.json().type]).toEqual([503, 'urn:causeway:problem:busy'])
})
