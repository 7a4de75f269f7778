import { describe, expect } from 'vitest'
import { test } from '../../test/node-test.ts'
import { findOpenRoute, isAttested } from './find-organisation.ts'

const DAY = 24 * 60 * 60

describe('GET /organisations', () => {
  test('lists the directory and whether each takes new referrals', async ({ as }) => {
    const { organisations } = (await (await as('case_worker')).get('/organisations')).json()
    expect(organisations).toHaveLength(4)
    expect(organisations.every(({ accepting }: { accepting: boolean }) => accepting)).toBe(true)
  })

  test('of one country, with one service', async ({ as, network: { receiver } }) => {
    const worker = await as('integrator')
    const reply = await worker.get('/organisations?node=ro&service=safe_housing')
    expect(reply.json().organisations).toMatchObject([{ id: receiver.org, node: 'ro' }])
    const none = await worker.get('/organisations?node=nl')
    expect(none.json()).toEqual({ organisations: [] })
  })

  test('refuses a filter it does not know, without repeating it', async ({ as }) => {
    const reply = await (await as('case_worker')).get('/organisations?country=Zeta')
    expect(reply.statusCode).toBe(400)
    expect(reply.json().errors[0].in).toBe('query')
    expect(reply.body).not.toContain('Zeta')
  })
})

test('an entry holds for 90 days after it was confirmed', ({ context }) => {
  const [organisation] = context.directory.organisations
  if (!organisation) throw new TypeError('an empty directory')
  const confirmed = organisation.attested_at
  expect(isAttested(organisation, confirmed + 90 * DAY - 1)).toBe(true)
  expect(isAttested(organisation, confirmed + 90 * DAY)).toBe(false)
})

test('a route is open in its direction, for its purposes, until its end', ({ context }) => {
  const { directory } = context
  const [gb, ro] = directory.nodes
  const [route] = directory.routes
  if (!gb || !ro || !route) throw new TypeError('an empty directory')
  const until = route.open_until
  expect(findOpenRoute(directory, gb, ro, 'return', until - 1)).toBe(route)
  expect(findOpenRoute(directory, gb, ro, 'return', until)).toBeUndefined()
  expect(findOpenRoute(directory, gb, ro, 'enforcement', until - 1)).toBeUndefined()
  expect(findOpenRoute(directory, gb, gb, 'return', until - 1)).toBeUndefined()
})
