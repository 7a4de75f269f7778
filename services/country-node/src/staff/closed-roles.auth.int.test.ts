import type { Role } from '@causeway/schemas/codes'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { type Owner, test } from '../../test/cases-test.ts'
import { everyRoute } from '../../test/every-route.ts'
import { MARK } from '../../test/offers.ts'
import { PLAN_MARK } from '../../test/plans.ts'
import { callOf, type RouteRow, requestFor } from '../../test/route-row.ts'

/** Who sees no case content, whatever they ask for. */
const closed: Role[] = [
  'police_liaison',
  'focal_point',
  'node_administrator',
  'data_protection_officer',
]

/** Stand in her record here, in what was received of her, and in the plans. */
const canaries = [MARK, PLAN_MARK, '+40700123457', 'from_27_to_29']

/** The reply, and what is inside of anything signed in it. */
const readable = (body: string): string =>
  [body, ...body.matchAll(/[A-Za-z0-9_-]{16,}/g)]
    .map((part) => (typeof part === 'string' ? part : Buffer.from(part[0], 'base64url').toString()))
    .join('\n')

const owners: Owner[] = ['hers', 'nobodys', 'foreign', 'missing']
const readings = everyRoute.filter(({ isReading }) => isReading)

const steps = fc.array(
  fc.record({
    role: fc.constantFrom(...closed),
    /** Mostly what shows something, and between that what may open it. */
    row: fc.oneof(fc.constantFrom(...readings), fc.constantFrom(...everyRoute)),
    owner: fc.constantFrom(...owners),
  }),
  { minLength: 1, maxLength: 40, size: 'max' },
)

const ask = test.extend(
  'ask',
  { scope: 'file' },
  ({ app, cases, tokens, network }) =>
    async (role: Role, row: RouteRow, owner: Owner) => {
      const call = callOf(row, cases[owner], network.receiver)
      const { body } = await app.inject(requestFor(call, tokens[role]))
      const text = readable(body)
      return canaries.filter((canary) => text.includes(canary))
    },
)

describe.each(closed)('%s', (role) => {
  for (const owner of owners) {
    ask(
      `reads no value of a record by any route, about what is ${owner}`,
      async ({ ask: seen }) => {
        for (const row of everyRoute) expect(await seen(role, row, owner), row.route).toEqual([])
      },
    )
  }
})

ask('nor by any sequence of calls, all of them together', async ({ ask: seen }) => {
  await fc.assert(
    fc.asyncProperty(steps, async (calls) => {
      for (const { role, row, owner } of calls) {
        expect(await seen(role, row, owner), `${role}: ${row.route}`).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})

ask('who is assigned reads every one of them by the same calls', async ({ ask: seen }) => {
  const found = new Set<string>()
  for (const row of readings) {
    for (const canary of await seen('case_worker', row, 'hers')) found.add(canary)
  }
  expect([...found].toSorted()).toEqual(canaries.toSorted())
})
