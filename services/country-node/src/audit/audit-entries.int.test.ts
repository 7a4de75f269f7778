import { AuditPage } from '@causeway/schemas/api'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { aChain, append } from '../../test/audit-chain.ts'
import { test } from '../../test/journey-test.ts'
import { anOffered } from '../../test/story.ts'

const officer = 'data_protection_officer'
const pseudonymOf = async (db: Parameters<typeof append>[0], subject: string) =>
  (
    await db
      .selectFrom('staff_member')
      .select('pseudonym')
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow()
  ).pseudonym

test('an entry is found by what its text says, whatever its details are called', async ({
  db,
  owner,
}) => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{22}$/) as fc.Arbitrary<never>
  const name = fc.constantFrom('subject', 'pseudonym', 'at', 'actor', 'org')
  const by = fc.record({ org: id, pseudonym: id, role: fc.constant('case_worker') })
  const entry = fc.record({
    at: fc.integer({ min: 0, max: 2 ** 40 }),
    actor: fc.oneof(by, fc.constant('system' as const)),
    act: fc.constantFrom('person.read', 'a'),
    subject: fc.oneof(id, fc.constant('s')),
    detail: fc.dictionary(name, id, { maxKeys: 4 }),
  })
  await aChain(owner, 0)
  await fc.assert(
    fc.asyncProperty(entry, async ({ at, actor, subject, ...rest }) => {
      await append(db, { at, actor, subject, ...rest })
      const found = await db
        .selectFrom('audit')
        .select(['at', 'worker', 'subject'])
        .orderBy('n', 'desc')
        .limit(1)
        .executeTakeFirst()
      const worker = actor === 'system' ? null : actor.pseudonym
      expect(found).toEqual({ at, worker, subject })
    }),
  )
})

describe('GET /audit/entries', () => {
  test('finds whoever opened what of a person, which groups and for what', async ({
    as,
    db,
    network,
  }) => {
    const worker = await as('case_worker')
    const { person, id, agreement } = await anOffered(worker, network.receiver)
    await worker.get(`/people/${person}?group=identity&purpose=return`)
    await worker.get(`/people/${person}/agreements`)
    const reply = await (await as(officer)).get(`/audit/entries?person=${person}`)
    const { entries } = AuditPage.parse(reply.json())
    const by = {
      pseudonym: await pseudonymOf(db, 'case_worker'),
      role: 'case_worker',
      org: network.ours,
    }
    expect(entries[1]).toMatchObject({
      act: 'person.read',
      by,
      subject: person,
      person,
      groups: ['identity'],
      purpose: 'return',
    })
    expect(entries.map(({ act }) => act)).toEqual([
      'agreement.read',
      'person.read',
      'referral.offer',
      'referral.draft',
      'agreement.record',
      'person.create',
    ])
    expect(entries.find(({ act }) => act === 'agreement.record')).toMatchObject({
      subject: agreement,
      person,
    })
    const about = await (await as(officer)).get(`/audit/entries?referral=${id}`)
    expect(about.json().entries.map(({ act }: { act: string }) => act)).toEqual([
      'referral.offer',
      'referral.draft',
    ])
  })

  test('is itself on record before it is answered', async ({ as, db, network }) => {
    const { person } = await anOffered(await as('case_worker'), network.receiver)
    const reader = await as(officer)
    await reader.get(`/audit/entries?person=${person}`)
    const { entries } = (await reader.get(`/audit/entries?person=${person}`)).json()
    expect(entries[0]).toMatchObject({
      act: 'audit.read',
      subject: person,
      by: { pseudonym: await pseudonymOf(db, officer) },
    })
  })

  test('gives every entry once, page by page, whatever is added meanwhile', async ({
    as,
    db,
    owner,
    network,
  }) => {
    const reader = await as(officer)
    await aChain(owner, 0)
    const pseudonym = await pseudonymOf(db, officer)
    const actor = { pseudonym, role: officer, org: network.ours }
    for (let at = 1; at <= 25; at += 1) await append(db, { at, actor })
    const seen: number[] = []
    for (let next: string | undefined; ; ) {
      const path = `/audit/entries?worker=${pseudonym}&until=1970-01-01T00:00:24Z&limit=10`
      const page = AuditPage.parse((await reader.get(next ? `${path}&after=${next}` : path)).json())
      seen.push(...page.entries.map(({ n }) => n))
      next = page.next
      if (!next) break
    }
    expect(seen).toEqual(Array.from({ length: 23 }, (_, index) => 23 - index))
    const wrong = await reader.get('/audit/entries?after=x')
    expect(wrong.json().errors).toEqual([
      { in: 'query', pointer: '/after', rule: 'invalid_cursor' },
    ])
  })

  test('says of an entry that was made unreadable that it is, and goes on', async ({
    as,
    owner,
  }) => {
    const reader = await as(officer)
    await aChain(owner, 3)
    await owner.updateTable('audit').set({ entry: '{"at":"x"' }).where('n', '=', 2).execute()
    const { entries } = AuditPage.parse((await reader.get('/audit/entries')).json())
    expect(entries.map(({ n, act }) => [n, act])).toEqual([
      [3, 'person.read'],
      [2, 'unreadable'],
      [1, 'person.read'],
    ])
  })

  test('leaves out of an entry what would say how it stands with her', async ({
    as,
    db,
    owner,
  }) => {
    const reader = await as(officer)
    await aChain(owner, 0)
    const detail = {
      outcome: 're_trafficked',
      topic: 'exploitation_type',
      words: 'not_used',
      reason: 'no_capacity',
      items: ['health_conditions/3', 'safe_phone', 'none_of_ours'],
    }
    await append(db, { detail })
    const { body } = await reader.get('/audit/entries')
    expect(AuditPage.parse(JSON.parse(body)).entries[0]).toMatchObject({
      reason: 'no_capacity',
      groups: ['health', 'contact_safe'],
    })
    expect(body).not.toMatch(/re_trafficked|exploitation_type|not_used|none_of_ours/)
  })
})
