import { type Kysely, sql } from 'kysely'
import { expect } from 'vitest'
import { aChain, append, meddlings } from '../../test/audit-chain.ts'
import { test as base } from '../../test/node-test.ts'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/schema.ts'
import type { StaffActor } from '../staff/actor.ts'
import { type AuditChecker, createAuditChecker } from './audit-checker.ts'
import { beginCheck } from './begin-check.ts'
import { viewChecks } from './view-checks.ts'

const LENGTH = 9

const idle: AuditChecker = { start: () => {}, close: async () => {} }

const test = base
  .extend('officer', { scope: 'file' }, async ({ as, db, network }) => {
    await (await as('data_protection_officer')).get('/organisations')
    const { pseudonym } = await db
      .selectFrom('staff_member')
      .select('pseudonym')
      .where('subject', '=', 'data_protection_officer')
      .executeTakeFirstOrThrow()
    const role = 'data_protection_officer' as const
    return { subject: role, org: network.ours, role, pseudonym, name: '' } satisfies StaffActor
  })
  .extend(
    'begin',
    { scope: 'file' },
    ({ context, officer }) =>
      (checker: AuditChecker) =>
        beginCheck(context, checker, officer, async () => {}),
  )

/** Begins a check and waits until it has its verdict. */
async function check(context: NodeContext, begin: (checker: AuditChecker) => Promise<unknown>) {
  await begin(createAuditChecker(context))
  await expect.poll(async () => (await viewChecks(context))[0]?.status).not.toBe('running')
  return (await viewChecks(context))[0]
}

test('a whole chain is found whole, with what is to be noted of it', async ({
  owner,
  db,
  context,
  begin,
}) => {
  await aChain(owner, LENGTH)
  const found = await check(context, begin)
  // The beginning of the check is an entry too, and is checked with the others.
  const { hash } = await owner
    .selectFrom('audit')
    .select('hash')
    .where('n', '=', LENGTH + 1)
    .executeTakeFirstOrThrow()
  expect(found).toMatchObject({
    status: 'whole',
    entries: LENGTH + 1,
    total: LENGTH + 1,
    head: hash,
  })
  const { entry } = await newest(db)
  expect(JSON.parse(entry)).toMatchObject({
    act: 'audit.checked',
    actor: 'system',
    subject: found?.id,
    detail: { entries: LENGTH + 1, verdict: 'whole' },
  })
})

for (const [what, n, meddle] of meddlings) {
  test(`an entry that was ${what} is named by its number`, async ({ owner, context, begin }) => {
    await aChain(owner, LENGTH)
    await meddle(owner)
    expect(await check(context, begin)).toMatchObject({ status: 'broken', broken_at: n })
    // What is broken stays so: nothing that is done later mends it.
    expect(await check(context, begin)).toMatchObject({ status: 'broken', broken_at: n })
  })
}

test('a chain that was made anew as a whole shows against the last good check', async ({
  owner,
  context,
  begin,
}) => {
  await aChain(owner, LENGTH)
  expect(await check(context, begin)).toMatchObject({ status: 'whole' })
  const kept = await owner.selectFrom('audit_check').selectAll().execute()
  await aChain(owner, LENGTH + 4, 1)
  await owner.insertInto('audit_check').values(kept).execute()
  expect(await check(context, begin)).toMatchObject({ status: 'broken', broken_at: LENGTH + 1 })
})

test('a long chain is read in pages, while others go on adding to it', async ({
  owner,
  db,
  context,
  begin,
}) => {
  await aChain(owner, LENGTH)
  for (let n = 0; n < 1_100; n += 1) await append(owner)
  const [found] = await Promise.all([
    check(context, begin),
    ...Array.from({ length: 40 }, () => append(db)),
  ])
  expect(found).toMatchObject({ status: 'whole' })
  expect(found?.entries).toBeGreaterThan(LENGTH + 1_100)
})

test('one runs at a time, whoever presses the button and however often', async ({
  owner,
  context,
  begin,
}) => {
  await aChain(owner, LENGTH)
  const begun = await Promise.all(Array.from({ length: 8 }, () => begin(idle)))
  expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
  expect(await viewChecks(context)).toMatchObject([{ status: 'running', entries: 0 }])
})

test('a check whose process is gone was interrupted, and never good', async ({
  owner,
  context,
  clock,
  begin,
}) => {
  await aChain(owner, LENGTH)
  const { id } = await begin(idle)
  clock.offset += 31_000
  expect(await viewChecks(context)).toMatchObject([{ id, status: 'interrupted' }])
  const found = await check(context, begin)
  expect(found).toMatchObject({ status: 'whole' })
  expect(found?.id).not.toBe(id)
  expect((await viewChecks(context))[1]).toMatchObject({ id, status: 'interrupted' })
})

test('a node that stops says so, and a process that comes back too late is not heard', async ({
  owner,
  context,
  begin,
}) => {
  await aChain(owner, LENGTH)
  const stopping = createAuditChecker(context)
  await begin({ ...idle, start: (id) => stopping.start(id) })
  await stopping.close()
  expect(await viewChecks(context)).toMatchObject([{ status: 'interrupted' }])

  const { id } = await begin(idle)
  const late = createAuditChecker(context)
  await sql`update audit_check set verdict = 'interrupted' where id = ${id}`.execute(owner)
  late.start(id)
  await late.close()
  expect((await viewChecks(context)).map(({ status }) => status)).toEqual([
    'interrupted',
    'interrupted',
  ])
})

const newest = (db: Kysely<Database>) =>
  db.selectFrom('audit').select('entry').orderBy('n', 'desc').limit(1).executeTakeFirstOrThrow()
