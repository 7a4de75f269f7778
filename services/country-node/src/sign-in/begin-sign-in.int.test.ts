import { hash } from 'node:crypto'
import { expect, onTestFinished } from 'vitest'
import { anApp, ORIGIN } from '../../test/app.ts'
import { AUDIENCE, test } from '../../test/node-test.ts'
import { aTokenForge } from '../../test/token-forge.ts'
import { sentTo } from '../../test/visitor.ts'
import { attemptSecrets } from './secrets.ts'

test('a provider that takes no parameters beforehand gets them in the address', async ({
  context,
  authentication,
}) => {
  const forge = await aTokenForge()
  onTestFinished(() => forge.close())
  const { app } = await anApp(context, { ...authentication, issuer: forge.issuer })
  onTestFinished(() => app.close())

  const reply = await app.inject({ url: '/sign-in?to=/referrals' })
  const { origin, pathname, searchParams } = sentTo(reply.headers.refresh)
  expect(origin + pathname).toBe(`${forge.issuer}/authorize`)
  const { state = '', ...parameters } = Object.fromEntries(searchParams)
  const { verifier, nonce } = attemptSecrets(reply.cookies[0]?.value ?? '', state)
  expect(parameters).toEqual({
    client_id: 'causeway-pages',
    response_type: 'code',
    redirect_uri: `${ORIGIN}/sign-in/callback`,
    scope: 'openid causeway',
    resource: AUDIENCE,
    nonce,
    code_challenge: hash('sha256', verifier, 'base64url'),
    code_challenge_method: 'S256',
    prompt: 'login',
    max_age: '600',
  })
})

test('while the provider is away the node is busy, and asks again afterwards', async ({
  context,
  authentication,
  db,
}) => {
  const forge = await aTokenForge()
  onTestFinished(() => forge.close())
  const { app } = await anApp(context, { ...authentication, issuer: forge.issuer })
  onTestFinished(() => app.close())

  forge.state.answers = false
  const refused = await app.inject({ url: '/sign-in' })
  expect([refused.statusCode, refused.json().type]).toEqual([503, 'urn:causeway:problem:busy'])
  expect(
    await db.selectFrom('sign_in_attempt').select('to').where('to', '=', '/').execute(),
  ).toEqual([])
  forge.state.answers = true
  expect((await app.inject({ url: '/sign-in' })).statusCode).toBe(200)
})

test('an attempt that nobody came back from is gone with a later one', async ({
  context,
  authentication,
  clock,
  db,
}) => {
  const forge = await aTokenForge()
  onTestFinished(() => forge.close())
  const { app } = await anApp(context, { ...authentication, issuer: forge.issuer })
  onTestFinished(() => app.close())
  const attempts = () => db.selectFrom('sign_in_attempt').select('to').execute()

  await app.inject({ url: '/sign-in?to=/early' })
  expect(await attempts()).toContainEqual({ to: '/early' })
  clock.offset += 10 * 60_000
  onTestFinished(() => {
    clock.offset = 0
  })
  await app.inject({ url: '/sign-in?to=/late' })
  expect(await attempts()).toEqual([{ to: '/late' }])
})
