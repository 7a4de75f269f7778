import { describe, expect } from 'vitest'
import { test } from '../../test/sign-in-test.ts'

const codeOf = ({ text }: { text: string }) => JSON.parse(text).type

const FORGED = 'urn:causeway:problem:form-forged'

test('a form of a page arrives, without its token', async ({ signedIn }) => {
  const worker = await signedIn('case_worker')
  const { text } = await worker.send('/probe', { answer: 'yes' })
  expect(JSON.parse(text)).toEqual({ form: { answer: 'yes' } })
})

describe('a form is refused', () => {
  const origins: [string, (origin: string) => Record<string, string>][] = [
    ['from nowhere', () => ({})],
    ['from another site', () => ({ origin: 'https://evil.example' })],
    ['from a page that does not say', () => ({ origin: 'null' })],
    ['from another port', () => ({ origin: 'http://127.0.0.1:1' })],
    ['from another scheme', (origin) => ({ origin: origin.replace('http', 'https') })],
    ['that only begins alike', (origin) => ({ origin: `${origin}.evil.example` })],
    ['from a sibling site', (origin) => ({ origin, 'sec-fetch-site': 'same-site' })],
    ['across sites', (origin) => ({ origin, 'sec-fetch-site': 'cross-site' })],
  ]
  for (const [what, headersOf] of origins) {
    test(`${what}, with a good token`, async ({ signedIn, origin }) => {
      const worker = await signedIn('case_worker')
      const form_token = await worker.formToken()
      const refused = await worker.post('/probe', { form_token }, headersOf(origin))
      expect([refused.reply.status, codeOf(refused)]).toEqual([403, FORGED])
    })
  }

  test('without a token, with a wrong one, with one of another session', async ({ signedIn }) => {
    const worker = await signedIn('case_worker')
    const other = await (await signedIn('case_worker')).formToken()
    const forms: Record<string, string>[] = [
      {},
      { form_token: '' },
      { form_token: 'A'.repeat(22) },
      { form_token: other },
    ]
    for (const form of forms) expect(codeOf(await worker.post('/probe', form))).toBe(FORGED)
  })

  test('with the token twice', async ({ signedIn, app, origin }) => {
    const worker = await signedIn('case_worker')
    const token = await worker.formToken()
    const reply = await app.inject({
      method: 'POST',
      url: '/probe',
      headers: {
        cookie: `__Host-causeway-gb=${worker.cookie()}`,
        origin,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: `form_token=${token}&form_token=${token}`,
    })
    expect(reply.json().type).toBe(FORGED)
  })

  test('to sign somebody out', async ({ signedIn, origin }) => {
    const worker = await signedIn('case_worker')
    expect(codeOf(await worker.post('/sign-out', {}, { origin }))).toBe(FORGED)
    expect((await worker.get('/probe')).reply.status).toBe(200)
  })
})

/** Over the wire, `fetch` sets these headers itself. */
describe('a page', () => {
  const sites = ['cross-site', 'same-site']
  const uses = [
    ['navigate', 'document', 200],
    ['navigate', 'iframe', 403],
    ['no-cors', 'image', 403],
    ['cors', 'empty', 403],
  ] as const
  for (const [mode, dest, status] of uses) {
    test(`asked for by another site as ${dest} is answered ${status}`, async ({
      signedIn,
      app,
    }) => {
      const worker = await signedIn('case_worker')
      const cookie = `__Host-causeway-gb=${worker.cookie()}`
      for (const site of sites) {
        const reply = await app.inject({
          url: '/probe',
          headers: {
            cookie,
            'sec-fetch-site': site,
            'sec-fetch-mode': mode,
            'sec-fetch-dest': dest,
          },
        })
        expect(reply.statusCode).toBe(status)
      }
    })
  }
})
