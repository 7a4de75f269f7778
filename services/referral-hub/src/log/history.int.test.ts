import { leafHash, openWitnessed, verifyConsistency, verifyInclusion } from '@causeway/protocol/log'
import type { ConsistencyProof, Digest, Identity, InclusionProof } from '@causeway/schemas/wire'
import fc from 'fast-check'
import { expect, onTestFinished } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { aLogWorld, busy, type LogWorld, look, quiet } from '../../test/log-world.ts'

const HOUR = 3600

const stepOf = <T extends string>(kinds: readonly T[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.constantFrom(0 as const, 1 as const),
    choice: fc.nat(6),
  })

/** Some things at once, afterwards perhaps time passes, or a process ends and another begins. */
const moment = fc.record({
  together: fc.array(stepOf(['append', 'number', 'cosign', 'cosign']), {
    minLength: 1,
    maxLength: 4,
  }),
  afterwards: stepOf(['nothing', 'nothing', 'pass', 'pass', 'restart']),
})

const ask = async (world: LogWorld, url: string) =>
  world.hubs[0].send(world.network.nodes.nl, 'GET', url)

/** Returns how many of these there is a proof for: it is in a checkpoint that the proof brings. */
async function expectProven(world: LogWorld, identities: readonly Identity[]) {
  const { trust, shown, witnessed } = world
  let proven = 0
  for (const identity of identities) {
    const reply = await ask(world, `/v1/log/proof?identity=${identity}`)
    if (reply.statusCode === 404) continue
    proven += 1
    const proof: InclusionProof = reply.json()
    const { checkpoint, isWitnessed } = openWitnessed(proof.checkpoint, trust)
    const { size, root } = checkpoint
    expect(proof.size).toBe(size)
    expect(shown.get(size) ?? root).toBe(root)
    expect(verifyInclusion({ ...proof, leafHash: leafHash('env', identity), root })).toBe(true)
    expect(isWitnessed).toBe(proof.index < witnessed)
    if (isWitnessed) expect(size).toBe(witnessed)
    shown.set(size, root)
  }
  return proven
}

/** Each tree is the beginning of the next, and of the last. */
async function expectOneHistory(world: LogWorld) {
  const trees = [...world.shown]
    .map(([size, root]) => ({ size, root }))
    .filter(({ size }) => size > 0)
    .toSorted((a, b) => a.size - b.size)
  for (const [place, first] of trees.entries()) {
    for (const second of [trees[place + 1], trees.at(-1)]) {
      if (second) await expectConsistent(world, first, second)
    }
  }
}

interface Tree {
  size: number
  root: Digest
}

async function expectConsistent(world: LogWorld, first: Tree, second: Tree) {
  const url = `/v1/log/consistency?first=${first.size}&second=${second.size}`
  const proof: ConsistencyProof = (await ask(world, url)).json()
  const roots = { firstRoot: first.root, secondRoot: second.root }
  expect(verifyConsistency({ ...proof, ...roots })).toBe(true)
}

/** The newest, the newest with a quorum, and the last of each hour: those are there, and no other. */
async function expectKept({ hubs, shown, witnessed }: LogWorld) {
  const rows = await hubs[0].db
    .selectFrom('log_checkpoint')
    .select(['size', 'at', 'is_witnessed'])
    .orderBy('size')
    .execute()
  const hourOf = (at: number) => Math.floor(at / HOUR)
  const superfluous = rows.filter(({ size, at }, place) => {
    const next = rows[place + 1]
    return next && size !== witnessed && hourOf(next.at) === hourOf(at)
  })
  expect(superfluous).toEqual([])
  expect(rows.findLast(({ is_witnessed }) => is_witnessed)?.size ?? 0).toBe(witnessed)
  expect(rows.at(-1)?.size ?? 0).toBeGreaterThanOrEqual(Math.max(...shown.keys()))
}

test('whatever happens in whichever order, the hub tells one history and proves it', async ({
  database,
  network,
}) => {
  const world = await aLogWorld(database.url, network)
  onTestFinished(async () => {
    for (const hub of world.hubs) await hub.close()
  })
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 3, maxLength: 12 }), async (moments) => {
      for (const { together, afterwards } of moments) {
        await Promise.all(together.map(({ kind, at, choice }) => busy[kind](world, at, choice)))
        await quiet[afterwards.kind](world, afterwards.at, afterwards.choice)
      }
      await expectProven(world, world.identities.slice(-20))
      await expectKept(world)
    }),
    { numRuns: 15, endOnFailure: true },
  )
  const { checkpoint } = await look(world, 1)
  expect(await expectProven(world, world.identities)).toBeGreaterThanOrEqual(checkpoint.size)
  await expectOneHistory(world)
  expect(world.witnessed).toBeGreaterThan(20)
  expect(world.shown.size).toBeGreaterThan(20)
})
