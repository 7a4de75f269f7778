import type { Role } from '@causeway/schemas/codes'
import fc from 'fast-check'
import { expect } from 'vitest'
import { type Owner, test } from '../../test/cases-test.ts'
import { callOf, everyRoute, requestFor } from '../../test/every-route.ts'
import { MARK } from '../../test/offers.ts'
import { PLAN_MARK } from '../../test/plans.ts'

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

const steps = fc.array(
  fc.record({
    role: fc.constantFrom(...closed),
    row: fc.constantFrom(...everyRoute),
    owner: fc.constantFrom<Owner>('hers', 'nobodys', 'foreign', 'missing'),
  }),
  { minLength: 1, maxLength: 25 },
)

test('police, focal point, administrator and data protection read no value of a record by any calls', async ({
  app,
  cases,
  tokens,
  network,
}) => {
  await fc.assert(
    fc.asyncProperty(steps, async (calls) => {
      for (const { role, row, owner } of calls) {
        const call = callOf(row, cases[owner], network.receiver)
        const { body } = await app.inject(requestFor(call, tokens[role]))
        const seen = canaries.filter((canary) => readable(body).includes(canary))
        expect(seen, `${role}: ${row.route}`).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})

test('who is assigned reads every one of them by the same calls', async ({
  app,
  cases,
  tokens,
  network,
}) => {
  let seen = ''
  for (const row of everyRoute.filter(({ route }) => route.startsWith('GET'))) {
    const call = callOf(row, cases.hers, network.receiver)
    seen += readable((await app.inject(requestFor(call, tokens.case_worker))).body)
  }
  expect(canaries.filter((canary) => !seen.includes(canary))).toEqual([])
})
