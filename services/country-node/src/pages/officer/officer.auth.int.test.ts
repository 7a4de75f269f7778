import { Role } from '@causeway/schemas/codes'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { MARK } from '../../../test/offers.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { PLAN_MARK } from '../../../test/plans.ts'
import { test } from '../../../test/sign-in-test.ts'

const officer = 'data_protection_officer'
const html = { accept: 'text/html' }
const paths = ['/officer/audit', '/officer/register', '/officer/check', '/officer/export']
const others = Role.options.filter((role) => role !== officer && role !== 'integrator')

/** Stand in her record here, in what was received of her, and in the plans. */
const canaries = [MARK, PLAN_MARK, '+40700123457', 'from_27_to_29', '27 to 29']

describe('pages of the officer', () => {
  for (const role of others) {
    test(`are closed to ${role}`, async ({ signedIn }) => {
      const somebody = await signedIn(role)
      for (const path of paths) {
        expect([path, (await somebody.get(path, html)).reply.status]).toEqual([path, 403])
        expect([path, (await somebody.send(path)).reply.status]).toEqual([path, 403])
      }
      const home = (await somebody.get('/', html)).text
      for (const path of paths) expect(home).not.toContain(path)
    })
  }

  test('export nothing without a second factor', async ({ signedIn }) => {
    const reader = await signedIn(officer)
    const asked = await reader.get('/officer/export')
    expect(asked.reply.headers.get('location')).toMatch(/^\/sign-in\/confirm\?to=/)
    const refused = await reader.send('/officer/export')
    expect([refused.reply.status, JSON.parse(refused.text).type]).toEqual([
      403,
      'urn:causeway:problem:step-up-missing',
    ])
    expect((await reader.arriveAt('/officer/export')).reply.status).toBe(200)
  })

  test('show no value of a person, whatever is searched for', async ({
    signedIn,
    plannedThere,
    plannedHere,
    as,
  }) => {
    const sent = await plannedThere()
    const received = await plannedHere()
    const worker = await as('case_worker')
    await worker.get(`/people/${sent.person}`)
    await worker.get(`/referrals/${received.id}/packet`)
    const reader = aPageVisitor(await signedIn(officer))
    const forms = {
      '/officer/audit': await reader.see('/officer/audit'),
      '/officer/register': await reader.see('/officer/register'),
      '/officer/export': await reader.see('/officer/export'),
    }
    const referral = fc.option(fc.constantFrom(sent.id, received.id), { nil: '' })
    const person = fc.option(fc.constant(sent.person), { nil: '' })
    const day = fc.constantFrom('', '2020-01-01')
    const searches = fc.record({
      path: fc.constantFrom(...(Object.keys(forms) as (keyof typeof forms)[])),
      about_handover: referral,
      about_person: person,
      from_day: day,
    })
    let found = 0
    await fc.assert(
      fc.asyncProperty(searches, async ({ path, from_day, ...about }) => {
        const asked = path === '/officer/export' ? { from_day } : { from_day, ...about }
        const answer = await reader.fill(forms[path], path, asked)
        expect(answer.status).toBe(200)
        if (/cw-card|\r\n/.test(answer.text)) found += 1
        for (const canary of canaries) expect(answer.text).not.toContain(canary)
      }),
      { numRuns: 40 },
    )
    expect(found).toBeGreaterThan(5)
  })
})
