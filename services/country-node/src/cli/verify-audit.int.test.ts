import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { aChain, meddlings } from '../../test/audit-chain.ts'
import { test as base } from '../../test/node-test.ts'

const entry = fileURLToPath(new URL('verify-audit.ts', import.meta.url))
const LENGTH = 9

const test = base.extend(
  'verify',
  { scope: 'file' },
  ({ databases }) =>
    (...args: string[]) =>
      runWith({ NODE_DATABASE_URL: databases.url }, args),
)

const runWith = (env: Record<string, string>, args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [entry, ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

test('a whole audit is said to be whole, with what to hold it against later', async ({
  owner,
  verify,
}) => {
  await aChain(owner, LENGTH)
  const json = await verify('--json')
  expect(json.code).toBe(0)
  const { hash: head } = await owner
    .selectFrom('audit_head')
    .select('hash')
    .executeTakeFirstOrThrow()
  expect(JSON.parse(json.out)).toEqual({ entries: LENGTH, head })
  const words = await verify()
  expect(words.code).toBe(0)
  expect(words.out).toContain(`${LENGTH}:${head}`)
})

for (const [what, n, meddle] of meddlings) {
  test(`an entry that was ${what} is named by its number`, async ({ owner, verify }) => {
    await aChain(owner, LENGTH)
    await meddle(owner)
    const { code, out } = await verify('--json')
    expect([code, JSON.parse(out)]).toMatchObject([1, { entries: n - 1, broken_at: n }])
    expect((await verify()).out).toContain(`at entry ${n};`)
  })
}

test('a chain that was made anew as a whole shows against a head noted before', async ({
  owner,
  verify,
}) => {
  await aChain(owner, LENGTH)
  const rows = await owner.selectFrom('audit').select(['n', 'hash']).orderBy('n').execute()
  const noted = `6:${rows[5]?.hash}`
  expect((await verify('--noted', noted)).code).toBe(0)

  await aChain(owner, LENGTH, 1)
  expect((await verify()).code).toBe(0)
  const { code, out } = await verify('--json', '--noted', noted)
  expect([code, JSON.parse(out).broken_at]).toEqual([1, 6])
  const beyond = await verify('--json', '--noted', `12:${rows[5]?.hash}`)
  expect([beyond.code, JSON.parse(beyond.out).broken_at]).toEqual([1, LENGTH + 1])
})

test('what cannot be found out is neither whole nor broken', async ({ verify }) => {
  expect(await verify('--noted', 'six')).toMatchObject({ code: 2, out: '' })
  expect(await verify('--jsn')).toMatchObject({ code: 2, out: '' })
  const unset = await runWith({}, [])
  expect(unset).toMatchObject({ code: 2, out: '' })
  expect(unset.err).toContain('NODE_DATABASE_URL')
  const secret = 'postgres://user:secret@127.0.0.1:9/none'
  const nowhere = await runWith({ NODE_DATABASE_URL: secret }, ['--json'])
  expect(nowhere).toMatchObject({ code: 2, out: '' })
  expect(nowhere.err).not.toContain('secret')
})
