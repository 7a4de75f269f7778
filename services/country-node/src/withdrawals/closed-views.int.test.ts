import { describe, expect } from 'vitest'
import { test } from '../../test/journey-test.ts'

const problem = (code: string) => ({ type: `urn:causeway:problem:${code}` })

describe('once she has withdrawn', () => {
  test('nobody is shown by a preview what her record says', async ({
    as,
    plannedThere,
    network,
  }) => {
    const worker = await as('case_worker')
    const { person } = await plannedThere()
    const { receiver } = network
    const preview = (items: string[]) =>
      worker.post(`/people/${person}/agreements/preview`, {
        receiver,
        purpose: 'return',
        services: ['safe_housing'],
        items,
      })
    await worker.post(`/people/${person}/withdrawal`, { groups: ['contact_safe'] })
    expect((await preview(['safe_phone'])).json()).toMatchObject(problem('restricted'))
    expect((await preview(['full_name'])).statusCode).toBe(200)
    await worker.post(`/people/${person}/withdrawal`, {})
    expect((await preview(['full_name'])).json()).toMatchObject(problem('restricted'))
  })

  test('the plan of a journey that nobody makes is closed', async ({ as, plannedThere }) => {
    const worker = await as('case_worker')
    const { id } = await plannedThere()
    const plan = () => worker.get(`/referrals/${id}/plan`)
    expect((await plan()).statusCode).toBe(200)
    await worker.post(`/referrals/${id}/withdraw`, {})
    expect((await plan()).json()).toMatchObject(problem('restricted'))
  })

  test('the plan of one who is on her way stays, since she is to be met', async ({
    as,
    plannedThere,
  }) => {
    const worker = await as('case_worker')
    const { id } = await plannedThere()
    const left = { leg: 1, phoned_in: false, reaffirmed: true }
    expect((await worker.post(`/referrals/${id}/depart`, left)).statusCode).toBe(200)
    await worker.post(`/referrals/${id}/withdraw`, {})
    expect((await worker.get(`/referrals/${id}/plan`)).statusCode).toBe(200)
  })
})
