import type { RandomId } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { anOffer } from '../../../test/offers.ts'
import { aPageVisitor } from '../../../test/page-visitor.ts'
import { nowInSeconds } from '../../../test/peer.ts'
import { test as base } from '../../../test/sign-in-test.ts'
import { referenceOf } from '../handover-links.ts'

const COUNT = 47

/** Handovers of an organisation that differ in when they are due, some at the same second. */
const test = base.extend('seed', { scope: 'file' }, ({ node }) => async (org: RandomId) => {
  const ids = Array.from({ length: COUNT }, () => node.randomId())
  const rows = ids.map((id, n) => ({ id, due: 2_000_000_000 + Math.floor(n / 3) }))
  await node.db
    .insertInto('referral')
    .values(
      rows.map(({ id, due }, n) => ({
        id,
        side: 'receiver' as const,
        own_org: org,
        peer_node: 'ro' as never,
        peer_org: node.randomId(),
        person_id: null,
        agreement_id: null,
        purpose: 'return',
        urgency: n % 2 === 0 ? 'urgent' : 'normal',
        draft_sealed: null,
        status: 'under_review' as const,
        due_at: due,
        state: sql`'{"questions":[],"isPaused":false,"recallRequested":false}'::jsonb` as never,
        created_by: null,
        created_at: node.now(),
        changed_at: node.now(),
      })),
    )
    .execute()
  return rows.map(({ id }) => id)
})

const referencesIn = (html: string) =>
  [...html.matchAll(/href="\/receiving\/([\w-]+)"/g)].map(([, id]) => id as RandomId)
const nextIn = (html: string) =>
  /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')

test('every handover is on exactly one page, in the order in which it is due', async ({
  visitor,
  network,
  seed,
}) => {
  const ids = await seed(network.ours)
  const worker = aPageVisitor(visitor('case_worker'))
  const walk = async (start: string) => {
    const seen: RandomId[] = []
    for (let path: string | undefined = start; path; ) {
      const html = await worker.see(path)
      seen.push(...referencesIn(html))
      path = nextIn(html)
    }
    return seen
  }
  const seen = await walk('/inbox')
  expect(seen.toSorted()).toEqual(ids.toSorted())
  const thirds = seen.map((id) => Math.floor(ids.indexOf(id) / 3))
  expect(thirds).toEqual(thirds.toSorted((a, b) => a - b))

  const urgent = await walk('/inbox?stage=to_answer&urgency=urgent')
  expect(urgent.toSorted()).toEqual(ids.filter((_, n) => n % 2 === 0).toSorted())
  expect(await walk('/inbox?stage=running')).toEqual([])
  expect(await walk('/inbox?stage=ended')).toEqual([])
  for (const odd of [
    '?stage=nothing',
    '?urgency=x',
    '?after=%00',
    '?after=W10',
    '?after=a&after=b',
  ])
    expect(referencesIn(await worker.see(`/inbox${odd}`))).toEqual(seen.slice(0, 20))
})

test('a reference that is read out leads to its handover, and another one says nothing', async ({
  visitor,
  network,
  seed,
  ro,
  parties,
  receive,
}) => {
  const { referral, message } = anOffer(ro, parties)
  await receive(await ro.post([message]))
  const [foreign] = await seed(network.other)
  const worker = aPageVisitor(visitor('case_worker'))
  const find = async (reference: string) =>
    worker.fill(await worker.see('/inbox'), '/inbox', { reference })
  const reference = referenceOf(referral as RandomId)
  const spoken = `${reference.slice(0, 4)} ${reference.slice(4)}`
  expect((await find(spoken)).to).toBe(`/receiving/${referral}`)

  const withoutTokens = (html: string, typed: string) =>
    html.replaceAll(typed, '').replaceAll(/nonce="[^"]*"|value="[^"]*"|data-[\w-]+="[^"]*"/g, '')
  const theirs = referenceOf(foreign as RandomId)
  const [missing, hidden] = [await find('Zzzzzzz9'), await find(theirs)]
  expect([missing.status, hidden.status]).toEqual([422, 422])
  expect(missing.text).toContain('has no handover with this reference')
  expect(withoutTokens(hidden.text, theirs)).toBe(withoutTokens(missing.text, 'Zzzzzzz9'))
  expect((await find('short')).text).toContain('A reference has eight letters and figures')
  expect((await find('')).text).toContain('Type a reference')
})

test('what is over is listed apart, newest first, and who is still to be met is not over', async ({
  visitor,
  plannedHere,
  acceptedHere,
  ro,
  say,
}) => {
  const worker = aPageVisitor(visitor('case_worker'))
  const { id: awaited } = await plannedHere()
  await say(ro, awaited, 'departed', { data: { plan: 1, when: nowInSeconds(), phoned_in: false } })
  await say(ro, awaited, 'withdrawn')
  const over: string[] = []
  for (const _ of [1, 2, 3]) {
    const { id } = await acceptedHere()
    await say(ro, id, 'withdrawn')
    over.unshift(id)
  }
  const running = await worker.see('/inbox?stage=running')
  expect(running).toContain(awaited)
  expect(running).toContain('she is still to be met')
  const ended = await worker.see('/inbox?stage=ended')
  expect(referencesIn(ended).slice(0, 3)).toEqual(over)
  expect(referencesIn(running)).not.toEqual(expect.arrayContaining(over))
})
