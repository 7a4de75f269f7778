import { Role } from '@causeway/schemas/codes'
import { Problem } from '@causeway/schemas/problems'
import type { RandomId } from '@causeway/schemas/wire'
import { describe, expect } from 'vitest'
import { type Owner, test } from '../../test/cases-test.ts'
import { everyRoute } from '../../test/every-route.ts'
import { callOf, type RouteRow, requestFor } from '../../test/route-row.ts'
import type { StaffActor } from './actor.ts'
import { decide, type Resource, seesWholeNode } from './decide.ts'

interface Known {
  ours: RandomId
  other: RandomId
}

/** What the decision says of these things; `undefined` is a yes. */
function codeFor(actor: StaffActor, { action, id }: RouteRow, owner: Owner, { other }: Known) {
  const { org, pseudonym } = actor
  const mine: Resource = { org, assigned: [pseudonym], isAwaited: true }
  const resources: Record<Owner, Resource | undefined> = {
    hers: mine,
    nobodys: { org, assigned: [], isAwaited: false },
    foreign: { ...mine, org: other },
    missing: undefined,
  }
  try {
    decide(actor, action)
    if (owner === 'missing' && id) return 'not-found'
    if (id) decide(actor, action, resources[owner])
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

const owners = ['missing', 'foreign', 'nobodys', 'hers'] as const

/** What says no to somebody, whatever state things are in. */
const denials = ['not-permitted', 'not-assigned', 'nobody-awaited', 'training-missing']
const urn = (code: string) => `urn:causeway:problem:${code}`

test('every route that is registered stands in the table, and none besides', async ({ app }) => {
  const { paths } = (await app.inject({ url: '/api/v1/openapi.json' })).json()
  const registered = Object.entries<object>(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '')}`),
  )
  const isOf = (row: RouteRow, route: string) =>
    new RegExp(`^${route.replace(/\{[a-z]+\}/g, '[^/]+')}$`).test(row.route)
  const nameOf = (row: RouteRow) => registered.find((route) => isOf(row, route)) ?? row.route
  expect(everyRoute.map(nameOf).toSorted()).toEqual(registered.toSorted())
})

describe('each role, about what is hers, nobody’s, another organisation’s and nowhere', () => {
  for (const row of everyRoute) {
    test(row.route, async ({ app, cases, tokens, pseudonyms, network, db }) => {
      for (const role of Role.options) {
        const actor = {
          subject: role,
          org: network.ours,
          role,
          pseudonym: pseudonyms[role],
          name: '',
        }
        const replies = new Map<Owner, { status: number; body: string }>()
        for (const owner of row.id ? owners : (['hers'] as const)) {
          const what = `${role}, ${owner}`
          const ids = cases[owner]
          const reply = await app.inject(
            requestFor(callOf(row, ids, network.receiver), tokens[role]),
          )
          const said = reply.statusCode < 300 ? undefined : reply.json().type
          replies.set(owner, { status: reply.statusCode, body: reply.body })
          expect(reply.statusCode, what).toBeLessThan(500)

          const code = codeFor(actor, row, owner, network)
          if (code) expect(said, what).toBe(urn(code))
          else {
            expect(denials.map(urn), what).not.toContain(said)
            const mayBeMissing = row.isPartMissing || owner === 'nobodys'
            if (!mayBeMissing)
              expect([400, 404], `${what}: ${reply.body}`).not.toContain(reply.statusCode)
          }
          if (row.isReading && said === undefined) {
            const { entry } = await db
              .selectFrom('audit')
              .select('entry')
              .orderBy('n', 'desc')
              .limit(1)
              .executeTakeFirstOrThrow()
            expect(JSON.parse(entry), what).toMatchObject({
              actor: { pseudonym: pseudonyms[role] },
              subject: row.id && ids[row.id],
            })
          }
        }
        if (!seesWholeNode(role, row.action)) {
          expect(replies.get('foreign'), role).toEqual(replies.get('missing'))
        }
      }
    })
  }
})
