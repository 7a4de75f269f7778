import type { KeyDirectory } from '@causeway/protocol/suite'
import { describe, expect } from 'vitest'
import { anApp } from '../../test/app.ts'
import { callerWith } from '../../test/caller.ts'
import { test as base } from '../../test/exchange-test.ts'

import { nowInSeconds } from '../../test/peer.ts'
import { changedRows } from '../../test/rows.ts'
import { aDraft, aPersonWhoAgreed, aWish } from '../../test/story.ts'

const DAY = 86_400

/** The same node, with a directory that differs as said. */
const test = base.extend(
  'knowing',
  { scope: 'file' },
  ({ context, authentication, tokenOf }, { onCleanup }) => {
    const apps: { close(): PromiseLike<unknown> }[] = []
    onCleanup(async () => {
      for (const app of apps) await app.close()
    })
    return async (change: (directory: KeyDirectory) => Partial<KeyDirectory>) => {
      const directory = { ...context.directory, ...change(context.directory) }
      const changed = { ...context, directory }
      const { app } = await anApp(changed, authentication)
      apps.push(app)
      return callerWith(app, await tokenOf('case_worker'))
    }
  },
)

describe('what the directory says now decides, at the draft and again at the offer', () => {
  const unattested = ({ organisations }: KeyDirectory) => ({
    organisations: organisations.map((it) =>
      it.node === 'ro' ? { ...it, attested_at: nowInSeconds() - 90 * DAY } : it,
    ),
  })
  const lapsed = ({ routes }: KeyDirectory) => ({
    routes: routes.map((route) => ({ ...route, open_until: nowInSeconds() })),
  })
  const gone = ({ organisations }: KeyDirectory) => ({
    organisations: organisations.filter(({ node }) => node !== 'ro'),
  })
  const oneWay = ({ routes }: KeyDirectory) => ({ routes: routes.filter(({ to }) => to === 'gb') })
  const stale = () => ({ freshUntil: nowInSeconds() })
  const cases = [
    ['an entry not confirmed for 90 days', unattested, 'organisation-not-attested', 409],
    ['a route that has lapsed', lapsed, 'route-closed', 409],
    ['a route in the other direction only', oneWay, 'route-closed', 409],
    ['an organisation that has left', gone, 'organisation-unknown', 409],
    ['a directory that is too old to seal by', stale, 'busy', 503],
  ] as const
  for (const [what, change, problem, status] of cases) {
    test(`${what}: ${problem}`, async ({ as, knowing, network: { receiver }, node }) => {
      const worker = await as('case_worker')
      const { id, person, agreement } = await aDraft(worker, receiver)
      const later = await knowing(change as never)
      const rows = await changedRows(node.db, async () => {
        const offer = await later.post(`/referrals/${id}/offer`, {})
        expect([offer.statusCode, offer.json().type]).toEqual([
          status,
          `urn:causeway:problem:${problem}`,
        ])
      })
      expect(rows).toEqual({})
      if (problem === 'busy') return
      const draft = await later.post('/referrals', aWish(person, agreement, receiver))
      expect(draft.json().type).toBe(`urn:causeway:problem:${problem}`)
    })
  }
})

describe('an agreement that has ended', () => {
  test('lets nothing be drafted, previewed or offered', async ({
    as,
    network: { receiver },
    node,
  }) => {
    const worker = await as('case_worker')
    const { id, person, agreement } = await aDraft(worker, receiver)
    await node.db
      .updateTable('agreement')
      .set({ expires_at: nowInSeconds() })
      .where('id', '=', agreement as never)
      .execute()
    const replies = [
      await worker.post('/referrals', aWish(person, agreement, receiver)),
      await worker.get(`/referrals/${id}/preview`),
      await worker.post(`/referrals/${id}/offer`, {}),
    ]
    for (const reply of replies) {
      expect([reply.statusCode, reply.json().type]).toEqual([
        409,
        'urn:causeway:problem:agreement-not-in-force',
      ])
    }
  })

  test('of someone else is not found', async ({ as, network: { receiver } }) => {
    const worker = await as('case_worker')
    const one = await aPersonWhoAgreed(worker, receiver)
    const other = await aPersonWhoAgreed(worker, receiver)
    const reply = await worker.post('/referrals', aWish(one.person, other.agreement, receiver))
    expect(reply.statusCode).toBe(404)
  })
})
