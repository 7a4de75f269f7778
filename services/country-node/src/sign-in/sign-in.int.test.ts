import { describe, expect, onTestFinished } from 'vitest'
import { test } from '../../test/sign-in-test.ts'
import { sentTo } from '../../test/visitor.ts'
import { createAuthenticator } from '../staff/authenticate.ts'

const MINUTE = 60_000

describe('who opens a page', () => {
  test('signs in at the provider and comes back to it, known as by a token', async ({
    visitor,
    context,
    authentication,
    tokenOf,
  }) => {
    const worker = visitor('case_worker')
    const { url, text } = await worker.arriveAt('/probe?page=2')

    expect(url.pathname + url.search).toBe('/probe?page=2')
    const authenticate = createAuthenticator(context, authentication)
    const byToken = await authenticate(`Bearer ${await tokenOf('case_worker')}`)
    expect(JSON.parse(text).actor).toEqual(byToken)
  })

  test('is sent with nothing in the address but a reference', async ({ visitor, provider }) => {
    const worker = visitor('case_worker')
    const { reply } = await worker.get('/sign-in')
    const url = sentTo(reply.headers.get('refresh'))
    expect(url.origin).toBe(provider.issuer)
    expect([...url.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri'])
  })

  test('gets cookies that no script reads and no other host sets', async ({ visitor }) => {
    const worker = visitor('case_worker')
    const answer = await worker.answerFor('/probe')
    const { reply } = await worker.browser.open(answer)
    expect(reply.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-causeway-gb=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
  })

  test('types the password again after signing out, and every time', async ({ signedIn }) => {
    const worker = await signedIn('case_worker')
    await worker.send('/sign-out')
    worker.credentials.set('password', 'another one')
    await expect(worker.arriveAt('/probe')).rejects.toThrow('refused')
    worker.credentials.set('password', 'password of case_worker')
    expect((await worker.arriveAt('/probe')).reply.status).toBe(200)
  })
})

describe('a second factor', () => {
  test('is asked for where it is needed, and the way back is to that page', async ({
    signedIn,
  }) => {
    const worker = await signedIn('case_worker')
    const asked = await worker.get('/probe/sending')
    expect(asked.reply.headers.get('location')).toBe('/sign-in/confirm?to=%2Fprobe%2Fsending')

    const { url, text } = await worker.arriveAt('/probe/sending')
    expect([url.pathname, JSON.parse(text)]).toEqual(['/probe/sending', { open: true }])
    expect(JSON.parse((await worker.send('/probe/sending')).text)).toEqual({ sent: true })
  })

  test('holds for an hour', async ({ signedIn, clock }) => {
    const worker = await signedIn('case_worker')
    await worker.arriveAt('/probe/sending')
    onTestFinished(() => {
      clock.offset = 0
    })
    for (let turn = 1; turn <= 5; turn += 1) {
      clock.offset += 10 * MINUTE
      expect((await worker.get('/probe/sending')).reply.status).toBe(200)
    }
    clock.offset += 9.5 * MINUTE
    expect((await worker.get('/probe/sending')).reply.status).toBe(200)
    clock.offset += MINUTE
    const asked = await worker.get('/probe/sending')
    expect(asked.reply.headers.get('location')).toContain('/sign-in/confirm')
    const refused = await worker.send('/probe/sending')
    expect(JSON.parse(refused.text).type).toBe('urn:causeway:problem:step-up-missing')
    expect((await worker.get('/probe')).reply.status).toBe(200)
  })

  test('leaves forms that are open elsewhere good to send', async ({ signedIn }) => {
    const worker = await signedIn('case_worker')
    const before = await worker.formToken()
    await worker.arriveAt('/probe/sending')
    expect(await worker.formToken()).toBe(before)
  })
})

test('signing in, the second factor and signing out are in the audit, without a name', async ({
  signedIn,
  db,
}) => {
  const worker = await signedIn('supervisor')
  const { actor } = JSON.parse((await worker.get('/probe')).text)
  await worker.arriveAt('/probe/sending')
  await worker.send('/sign-out')
  const entries = await db.selectFrom('audit').select('entry').orderBy('n').execute()
  const acts = entries
    .map(({ entry }) => JSON.parse(entry))
    .filter(({ subject }) => subject === actor.pseudonym)
    .map(({ act, actor: { role } }) => [act, role])
  expect(acts).toEqual([
    ['session.begin', 'supervisor'],
    ['session.step_up', 'supervisor'],
    ['session.end', 'supervisor'],
  ])
  expect(JSON.stringify(entries)).not.toContain(actor.name)
})

test('the provider finds the key of the client, and its public half only', async ({ visitor }) => {
  const { text } = await visitor('nobody').get('/sign-in/keys')
  expect(JSON.parse(text)).toEqual({
    keys: [
      {
        kty: 'EC',
        crv: 'P-256',
        x: expect.any(String),
        y: expect.any(String),
        kid: expect.any(String),
        use: 'sig',
        alg: 'ES256',
      },
    ],
  })
})
