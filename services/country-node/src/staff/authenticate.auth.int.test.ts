import { generateKeyPairSync } from 'node:crypto'
import { describe, expect } from 'vitest'
import { test as base } from '../../test/node-test.ts'
import { aTokenForge } from '../../test/token-forge.ts'
import { createAuthenticator } from './authenticate.ts'

const AUDIENCE = 'urn:causeway:node:gb'

/** A node whose identity provider signs what the test wants. */
const test = base
  .extend('forge', { scope: 'file' }, async ({ postgresUrl: _ }, { onCleanup }) => {
    const forge = await aTokenForge()
    onCleanup(() => forge.close())
    return forge
  })
  .extend('authentication', { scope: 'file' }, ({ forge }) => ({
    issuer: forge.issuer,
    audience: AUDIENCE,
    allowInsecure: true,
  }))
  .extend('claims', ({ forge, network }) => {
    const now = Math.floor(Date.now() / 1000)
    return {
      iss: forge.issuer,
      aud: AUDIENCE,
      sub: 'synthetic-worker',
      org: network.ours as string,
      role: 'case_worker',
      name: 'Synthetic Worker',
      iat: now,
      exp: now + 300,
    }
  })
  .extend(
    'call',
    ({ app }) =>
      (authorization?: string) =>
        app.inject({
          url: '/api/v1/organisations',
          headers: authorization === undefined ? {} : { authorization },
        }),
  )

const REFUSED = 'urn:causeway:problem:token-refused'

describe('a token', () => {
  test('that is good opens the door', async ({ forge, claims, call }) => {
    expect((await call(`Bearer ${await forge.sign(claims)}`)).statusCode).toBe(200)
  })

  test('that is missing is asked for', async ({ call }) => {
    const reply = await call()
    expect(reply.statusCode).toBe(401)
    expect(reply.json().type).toBe('urn:causeway:problem:token-missing')
    expect(reply.headers['www-authenticate']).toBe('Bearer')
  })

  const now = () => Math.floor(Date.now() / 1000)
  const wrongClaims: [string, () => Record<string, unknown>][] = [
    ['expired', () => ({ exp: now() - 10 })],
    ['without an end', () => ({ exp: undefined })],
    ['not valid yet', () => ({ nbf: now() + 60 })],
    ['of another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['for another audience', () => ({ aud: 'urn:causeway:node:ro' })],
    ['for nobody', () => ({ aud: undefined })],
    ['without a subject', () => ({ sub: undefined })],
    ['with an empty subject', () => ({ sub: '' })],
    ['without an organisation', () => ({ org: undefined })],
    ['without a role', () => ({ role: undefined })],
    ['with an unknown role', () => ({ role: 'hub_operator' })],
    ['with several roles', () => ({ role: ['case_worker', 'supervisor'] })],
    ['of an organisation nobody knows', () => ({ org: 'AAAAAAAAAAAAAAAAAAAAAA' })],
  ]
  for (const [what, changes] of wrongClaims) {
    test(`${what} is refused`, async ({ forge, claims, call }) => {
      const reply = await call(`Bearer ${await forge.sign({ ...claims, ...changes() })}`)
      expect([reply.statusCode, reply.json().type]).toEqual([401, REFUSED])
      expect(reply.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
    })
  }

  test('of an organisation of another country is refused', async ({
    forge,
    claims,
    call,
    network,
  }) => {
    const token = await forge.sign({ ...claims, org: network.receiver.org })
    expect((await call(`Bearer ${token}`)).json().type).toBe(REFUSED)
  })

  for (const typ of ['JWT', 'id_token+jwt', undefined]) {
    test(`of type ${typ} is refused`, async ({ forge, claims, call }) => {
      const token = await forge.sign(claims, { typ } as never)
      expect((await call(`Bearer ${token}`)).json().type).toBe(REFUSED)
    })
  }

  test('without a signature is refused (alg none)', async ({ claims, call }) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const alg of ['none', 'None', 'HS256']) {
      const token = `${part({ alg, typ: 'at+jwt', kid: 'forge' })}.${part(claims)}.`
      expect((await call(`Bearer ${token}`)).json().type).toBe(REFUSED)
    }
  })

  test('signed with the public key as a shared secret is refused', async ({
    forge,
    claims,
    call,
  }) => {
    const { createSecretKey } = await import('node:crypto')
    const pem = forge.publicKey.export({ format: 'pem', type: 'spki' })
    const token = await forge.sign(claims, { alg: 'HS256' }, createSecretKey(Buffer.from(pem)))
    expect((await call(`Bearer ${token}`)).json().type).toBe(REFUSED)
  })

  test('signed with another key is refused, under its name or another', async ({
    forge,
    claims,
    call,
  }) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    for (const kid of ['forge', 'unknown']) {
      const token = await forge.sign(claims, { kid }, privateKey)
      expect((await call(`Bearer ${token}`)).json().type).toBe(REFUSED)
    }
  })

  test('with a changed claim is refused', async ({ forge, claims, call }) => {
    const [head, , signature] = (await forge.sign(claims)).split('.')
    const raised = Buffer.from(JSON.stringify({ ...claims, role: 'supervisor' }))
    const token = `${head}.${raised.toString('base64url')}.${signature}`
    expect((await call(`Bearer ${token}`)).json().type).toBe(REFUSED)
  })

  test('that brings its own key is refused', async ({ forge, claims, call }) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = publicKey.export({ format: 'jwk' })
    const header = { jwk, kid: 'own', jku: `${forge.issuer}/other` } as never
    const token = await forge.sign(claims, header, privateKey)
    expect((await call(`Bearer ${token}`)).json().type).toBe(REFUSED)
  })

  test('in another scheme or spelling is refused, and never repeated', async ({
    forge,
    claims,
    call,
    lines,
  }) => {
    const token = await forge.sign(claims)
    for (const header of [`Basic ${token}`, token, 'Bearer', `Bearer ${token} ${token}`]) {
      const reply = await call(header)
      expect(reply.json().type).toBe(REFUSED)
      expect(reply.body + lines.join('')).not.toContain(token.slice(0, 40))
    }
  })
})

describe('an identity provider that is away', () => {
  test('is no reason to say that the token is bad', async ({ forge, claims, context }) => {
    const options = { issuer: forge.issuer, audience: AUDIENCE, allowInsecure: true }
    const authenticate = createAuthenticator(context, options)
    const token = `Bearer ${await forge.sign(claims)}`
    forge.state.answers = false
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'busy' })
    forge.state.answers = true
    await expect(authenticate(token)).resolves.toMatchObject({ role: 'case_worker' })
    forge.state.answers = false
    await expect(authenticate(token)).resolves.toMatchObject({ role: 'case_worker' })
    forge.state.answers = true
  })

  test('or reached by plain http where that is not allowed, is not asked', async ({
    forge,
    claims,
    context,
  }) => {
    const options = { issuer: forge.issuer, audience: AUDIENCE, allowInsecure: false }
    const requests = forge.state.requests
    const signedIn = createAuthenticator(context, options)(`Bearer ${await forge.sign(claims)}`)
    await expect(signedIn).rejects.toMatchObject({ code: 'busy' })
    expect(forge.state.requests).toBe(requests)
  })

  test('is not asked again for each token with a key nobody knows', async ({
    forge,
    claims,
    call,
  }) => {
    await call(`Bearer ${await forge.sign(claims)}`)
    const requests = forge.state.requests
    for (let turn = 0; turn < 5; turn += 1) {
      await call(`Bearer ${await forge.sign(claims, { kid: `made-up-${turn}` })}`)
    }
    expect(forge.state.requests).toBe(requests)
  })
})

describe('a member of staff', () => {
  test('has one pseudonym, also when first seen by several requests at once', async ({
    forge,
    claims,
    context,
    db,
  }) => {
    const options = { issuer: forge.issuer, audience: AUDIENCE, allowInsecure: true }
    const authenticate = createAuthenticator(context, options)
    const token = `Bearer ${await forge.sign({ ...claims, sub: 'many-at-once' })}`
    const actors = await Promise.all(Array.from({ length: 10 }, () => authenticate(token)))

    expect(new Set(actors.map((actor) => actor.pseudonym)).size).toBe(1)
    const kept = await db
      .selectFrom('staff_member')
      .selectAll()
      .where('subject', '=', 'many-at-once')
      .execute()
    expect(kept).toHaveLength(1)
  })
})
