import { follow } from '@causeway/devnet'
import { describe, expect, onTestFinished } from 'vitest'
import { anApp } from '../../test/app.ts'
import { test } from '../../test/sign-in-test.ts'
import { sentTo } from '../../test/visitor.ts'

const MINUTE = 60_000
const codeOf = ({ text }: { text: string }) => JSON.parse(text).type.split(':').at(-1)

describe('the id of a session', () => {
  test('is never one that the browser brought along', async ({ visitor }) => {
    const worker = visitor('case_worker')
    const planted = 'p'.repeat(43)
    worker.useCookie(planted)
    await worker.arriveAt('/probe')
    expect(worker.cookie()).not.toBe(planted)

    const attacker = visitor('case_worker')
    attacker.useCookie(planted)
    expect((await attacker.get('/probe')).reply.status).toBe(303)
  })

  test('is another one after a second factor, and the old one is worth nothing', async ({
    signedIn,
    visitor,
  }) => {
    const worker = await signedIn('case_worker')
    const old = worker.cookie() ?? ''
    await worker.arriveAt('/probe/sending')
    expect(worker.cookie()).not.toBe(old)

    const thief = visitor('case_worker')
    thief.useCookie(old)
    expect((await thief.get('/probe')).reply.status).toBe(303)
  })

  test('ends with the next sign-in of that browser', async ({ signedIn, visitor }) => {
    const worker = await signedIn('case_worker')
    const old = worker.cookie() ?? ''
    await worker.arriveAt('/sign-in?to=/probe')
    const thief = visitor('case_worker')
    thief.useCookie(old)
    expect((await thief.get('/probe')).reply.status).toBe(303)
  })

  test('is in no table, nor is anything of an attempt that could be used', async ({
    signedIn,
    visitor,
    db,
  }) => {
    const worker = await signedIn('case_worker')
    const other = visitor('supervisor')
    const answer = await other.answerFor('/probe')
    const rows = JSON.stringify([
      await db.selectFrom('session').selectAll().execute(),
      await db.selectFrom('sign_in_attempt').selectAll().execute(),
    ])
    const secrets = [
      worker.cookie(),
      other.browser.cookie('__Host-causeway-gb-sign-in'),
      answer.searchParams.get('state'),
      answer.searchParams.get('code'),
    ]
    for (const secret of secrets) {
      expect(secret).toMatch(/^[\w-]{40,}$/)
      expect(rows).not.toContain(secret)
    }
  })
})

describe('an answer of the provider', () => {
  test('counts once', async ({ visitor }) => {
    const worker = visitor('case_worker')
    const answer = await worker.answerFor('/probe')
    expect((await worker.browser.open(answer)).reply.status).toBe(303)
    const again = await worker.browser.open(answer)
    expect([again.reply.status, codeOf(again)]).toEqual([403, 'sign-in-refused'])
    expect(again.reply.headers.getSetCookie()).toEqual([])
  })

  test('counts in the browser that asked only, and is not used up by another', async ({
    visitor,
  }) => {
    const attacker = visitor('case_worker')
    const victim = visitor('supervisor')
    const answer = await attacker.answerFor('/probe')
    expect(codeOf(await victim.browser.open(answer))).toBe('sign-in-refused')

    await victim.get('/sign-in')
    expect(codeOf(await victim.browser.open(answer))).toBe('sign-in-refused')
    expect(victim.cookie()).toBeUndefined()
    expect((await attacker.browser.open(answer)).reply.status).toBe(303)
  })

  test('does not count with the state of another attempt', async ({ visitor }) => {
    const worker = visitor('case_worker')
    const [first, second] = [await worker.answerFor('/probe'), await worker.answerFor('/probe')]
    first.searchParams.set('state', second.searchParams.get('state') ?? '')
    expect(codeOf(await worker.browser.open(first))).toBe('sign-in-refused')
  })

  test('is refused after ten minutes', async ({ visitor, clock }) => {
    const worker = visitor('case_worker')
    const answer = await worker.answerFor('/probe')
    onTestFinished(() => {
      clock.offset = 0
    })
    clock.offset += 10 * MINUTE
    expect(codeOf(await worker.browser.open(answer))).toBe('sign-in-refused')
  })

  const wrongParameters: [string, (answer: URL) => void][] = [
    ['without a state', ({ searchParams }) => searchParams.delete('state')],
    ['with a made-up state', ({ searchParams }) => searchParams.set('state', 's'.repeat(43))],
    ['without a code', ({ searchParams }) => searchParams.delete('code')],
    ['with a made-up code', ({ searchParams }) => searchParams.set('code', 'c'.repeat(43))],
    ['of another issuer', ({ searchParams }) => searchParams.set('iss', 'http://127.0.0.1:1')],
    [
      'that is a refusal',
      ({ searchParams }) => {
        searchParams.delete('code')
        searchParams.set('error', 'access_denied')
      },
    ],
  ]
  for (const [what, change] of wrongParameters) {
    test(`${what} is refused, and nothing of it repeated`, async ({ visitor, lines }) => {
      const worker = visitor('case_worker')
      const answer = await worker.answerFor('/probe')
      const code = answer.searchParams.get('code') ?? ''
      change(answer)
      const refused = await worker.browser.open(answer)
      expect([refused.reply.status, codeOf(refused)]).toEqual([403, 'sign-in-refused'])
      expect(refused.text + lines.join('')).not.toContain(code)
      expect(worker.cookie()).toBeUndefined()
    })
  }
})

describe('who does not work here', () => {
  for (const user of ['foreigner', 'unknown_role', 'integrator']) {
    test(`gets no session: ${user}`, async ({ visitor }) => {
      const stranger = visitor(user)
      const refused = await stranger.arriveAt('/probe')
      expect([refused.reply.status, codeOf(refused)]).toEqual([403, 'sign-in-refused'])
      expect(stranger.cookie()).toBeUndefined()
    })
  }
})

describe('a second factor', () => {
  test('of somebody else does not count, and changes nothing', async ({ signedIn, visitor }) => {
    const worker = await signedIn('case_worker')
    const colleague = visitor('colleague')
    colleague.useCookie(worker.cookie() ?? '')
    expect(codeOf(await colleague.arriveAt('/probe/sending'))).toBe('sign-in-refused')
    const { actor } = JSON.parse((await worker.get('/probe')).text)
    expect(actor.subject).toBe('case_worker')
    expect((await worker.get('/probe/sending')).reply.status).toBe(303)
  })

  test('must be typed, not only asked for', async ({ signedIn }) => {
    const worker = await signedIn('case_worker')
    worker.credentials.set('code', 'wrong')
    await expect(worker.arriveAt('/probe/sending')).rejects.toThrow('refused')
  })

  test('that the provider did not ask for does not count', async ({
    signedIn,
    context,
    authentication,
    origin,
    clientKey,
  }) => {
    const worker = await signedIn('case_worker')
    const client = { clientKey, stepUpAcr: 'unheard-of' }
    const { app } = await anApp(context, authentication, { origin, client })
    onTestFinished(() => app.close())
    const session = `__Host-causeway-gb=${worker.cookie()}`
    const asked = await app.inject({ url: '/sign-in/confirm', headers: { cookie: session } })
    const attempt = asked.cookies[0]
    const isAnswer = (url: URL) => url.pathname === '/sign-in/callback'
    const start = sentTo(asked.headers.refresh)
    const { url } = await follow(worker.browser, start, worker.credentials, isAnswer)

    const cookie = `${session}; ${attempt?.name}=${attempt?.value}`
    const refused = await app.inject({ url: url.pathname + url.search, headers: { cookie } })
    expect(refused.json().type).toBe('urn:causeway:problem:step-up-missing')
    expect((await worker.get('/probe/sending')).reply.status).toBe(303)
  })

  test('is not asked of who is not signed in', async ({ visitor }) => {
    const { reply } = await visitor('case_worker').get('/sign-in/confirm?to=/probe')
    expect(reply.headers.get('location')).toBe('/sign-in?to=%2Fsign-in%2Fconfirm%3Fto%3D%2Fprobe')
  })
})
