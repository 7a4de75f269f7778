import { type Checkpoint, cosign, openWitnessed } from '@causeway/protocol/log'
import { generateWitnessKey, importWitnessKey } from '@causeway/protocol/suite'
import { LogFinding } from '@causeway/schemas/api'
import type { Identity } from '@causeway/schemas/wire'
import { sql } from 'kysely'
import { beforeEach, describe, expect } from 'vitest'
import { test as base, cosignerOf } from '../../test/log-test.ts'
import { aDigest, nowInSeconds } from '../../test/peer.ts'
import { anOffered } from '../../test/story.ts'
import { dispatch } from '../exchange/dispatch.ts'
import type { ProofMemory } from './prove-inclusion.ts'

const { privateJwk } = await generateWitnessKey('nobody.example/witness')
const strangeKey = importWitnessKey(privateJwk)
const stranger = (it: Checkpoint) => cosign(it, nowInSeconds(), strangeKey)

/** Milliseconds after which mail that is not proven is overdue: a minute, and five of patience. */
const OVERDUE = 361_000

const test = base
  .extend('findings', { scope: 'file' }, ({ db }) => async () => {
    const rows = await db
      .selectFrom('log_finding')
      .select(['kind', 'subject', 'evidence'])
      .orderBy('n')
      .execute()
    return rows.map((row) => LogFinding.parse(row))
  })
  .extend('proofsAsked', { scope: 'file' }, ({ hub }) => () => {
    const asked = hub.state.asked.filter((path) => path === 'proof').length
    hub.state.asked = []
    return asked
  })
  /** Mail of a peer that has arrived, and has a leaf in a log of three. */
  .extend('env', async ({ anew, write, hub }) => {
    await anew()
    const { env, arrives } = await write()
    await arrives()
    hub.log.leaves = [aDigest() as never, env, aDigest() as never]
    return env
  })

beforeEach<{ env: Identity }>(({ env }) => {
  expect(env).toBeDefined()
})

describe('a proof counts', () => {
  test('in a tree that two of three have cosigned; the whole of it is kept', async ({
    env,
    prove,
    db,
    node,
  }) => {
    expect(await prove()).toEqual({ waiting: 0, alarms: [] })
    const row = await db
      .selectFrom('inclusion')
      .innerJoin('witnessed_tree as tree', 'tree.root', 'inclusion.root')
      .select(['checkpoint', 'size'])
      .where('env', '=', env)
      .executeTakeFirstOrThrow()
    const { isWitnessed, cosignatures } = openWitnessed(row.checkpoint, node.directory.logTrust)
    expect([isWitnessed, cosignatures.map((line) => line.node)]).toEqual([true, ['ro', 'nl']])
  })

  test('of many envelopes with one tree, kept once, in the text that most had cosigned', async ({
    env,
    write,
    hub,
    node,
    prove,
    db,
  }) => {
    const { env: second, arrives } = await write()
    const { env: third, arrives: thirdArrives } = await write()
    hub.log.leaves = [env, second, third]
    const fewer = hub.log.cosigners
    const texts: string[] = []
    for (const [arrive, cosigners] of [
      [async () => {}, fewer],
      [arrives, [...fewer, cosignerOf(node.witnessKey)]],
      [thirdArrives, fewer],
    ] as const) {
      await arrive()
      hub.log.cosigners = [...cosigners]
      expect((await prove()).waiting).toBe(0)
      const { checkpoint } = hub.log.inclusion(env) ?? { checkpoint: '' }
      texts.push(checkpoint)
    }
    const rows = await db
      .selectFrom('inclusion')
      .innerJoin('witnessed_tree as tree', 'tree.root', 'inclusion.root')
      .select(['env', 'checkpoint', 'size'])
      .where('env', 'in', [env, second, third])
      .execute()
    expect(rows.map((row) => row.env).toSorted()).toEqual([env, second, third].toSorted())
    expect(new Set(rows.map((row) => row.checkpoint))).toEqual(new Set([texts[1]]))
  })

  const cosigners: [
    what: string,
    make: (
      others: Record<'ro' | 'nl', (it: Checkpoint) => string>,
    ) => ((it: Checkpoint) => string)[],
    alarms: string[],
  ][] = [
    ['that nobody has cosigned', () => [], []],
    ['that one has', ({ ro }) => [ro], []],
    ['that one has, twice', ({ ro }) => [ro, (it) => ro({ ...it })], []],
    ['that one has, and a stranger', ({ ro }) => [ro, stranger], []],
    [
      'where the second line is of another tree',
      ({ ro, nl }) => [ro, (it) => nl({ ...it, size: it.size + 1 })],
      ['log_cosignature_false'],
    ],
  ]
  for (const [what, make, alarms] of cosigners) {
    test(`not in a tree ${what}`, async ({ env, hub, others, prove, kept }) => {
      hub.log.cosigners = make(others)
      expect(await prove()).toEqual({ waiting: 1, alarms })
      expect(await kept(env)).toEqual({ proofs: 0, heads: [3] })
    })
  }

  test('not when it proves something else: log_proof_false', async ({
    env,
    hub,
    transportKey,
    prove,
    kept,
    findings,
  }) => {
    const proof = hub.log.inclusion(env)
    if (!proof) throw new Error('no proof')
    const inclusion = () => ({ ...proof, index: 0 })
    hub.logs.set(transportKey.kid, { ...hub.log, inclusion })
    expect(await prove()).toEqual({ waiting: 1, alarms: ['log_proof_false'] })
    expect(await prove()).toEqual({ waiting: 1, alarms: [] })
    expect(await findings()).toEqual([
      { kind: 'log_proof_false', subject: env, evidence: inclusion() },
    ])
    expect(await kept(env)).toEqual({ proofs: 0, heads: [] })
  })
})

describe('five minutes after the promised time', () => {
  test('a leaf in a tree that too few have cosigned is mail_unwitnessed, with proof and promise', async ({
    as,
    network: { receiver },
    node,
    client,
    hub,
    others,
    env,
    prove,
    clock,
    findings,
  }) => {
    hub.log.cosigners = [others.ro]
    await anOffered(await as('case_worker'), receiver)
    await dispatch(node, client, receiver.node)
    const own = hub.log.leaves.at(-1) as Identity
    clock.offset = OVERDUE - 12_000
    expect(await prove()).toEqual({ waiting: 2, alarms: [] })
    clock.offset = OVERDUE
    const alarms = ['mail_unwitnessed', 'mail_unwitnessed']
    expect(await prove()).toEqual({ waiting: 2, alarms })
    expect(await prove()).toEqual({ waiting: 2, alarms: [] })

    const found = await findings()
    expect(found.map(({ subject }) => subject).toSorted()).toEqual([env, own].toSorted())
    const ofOwn = found.find(({ subject }) => subject === own)
    expect(ofOwn?.evidence).toMatchObject({
      receipt: hub.receipts.get(own),
      proof: { identity: own, size: 4 },
    })

    hub.log.cosigners = [others.ro, others.nl]
    expect(await prove()).toEqual({ waiting: 0, alarms: [] })
    expect(await findings()).toHaveLength(2)
  })

  test('that it should have promised: a hub that takes a year is no less overdue', async ({
    as,
    network: { receiver },
    node,
    client,
    hub,
    prove,
    clock,
    findings,
  }) => {
    expect((await prove()).waiting).toBe(0)
    Object.assign(hub.state, { promises: 365 * 86_400 })
    hub.log.isWithholding = true
    await anOffered(await as('case_worker'), receiver)
    await dispatch(node, client, receiver.node)
    hub.state.promises = 60
    clock.offset = OVERDUE + 10_000
    expect(await prove()).toEqual({ waiting: 1, alarms: ['leaf_missing'] })
    const [found] = await findings()
    expect(found?.evidence).toMatchObject({ receipt: [...hub.receipts.values()].at(-1) })
  })

  test('a checkpoint that stays the same for ever hides a leaf: leaf_missing', async ({
    hub,
    watch,
    write,
    prove,
    clock,
    findings,
  }) => {
    hub.log.shown = 3
    expect(await watch()).toBe('witnessed')
    await prove()
    const { env, arrives } = await write()
    await arrives()
    hub.log.leaves.push(env)
    clock.offset = OVERDUE
    expect(await watch()).toBe('nothing')
    expect(await prove()).toEqual({ waiting: 1, alarms: ['leaf_missing'] })
    expect(await findings()).toMatchObject([{ kind: 'leaf_missing', subject: env }])
  })
})

describe('what waits is asked for once', () => {
  test('for each newer tree that is witnessed, and not meanwhile', async ({
    hub,
    others,
    prove,
    watch,
    proofsAsked,
  }) => {
    hub.log.cosigners = []
    const memory: ProofMemory = { asked: new Map() }
    expect((await prove(memory)).waiting).toBe(1)
    expect((await prove(memory)).waiting).toBe(1)
    expect(proofsAsked()).toBe(1)
    hub.log.cosigners = [others.ro, others.nl]
    expect(await watch()).toBe('witnessed')
    expect((await prove(memory)).waiting).toBe(0)
    expect(proofsAsked()).toBe(1)
  })

  test('of more than a page each, and when they are overdue once more', async ({
    owner,
    watch,
    prove,
    proofsAsked,
    clock,
    findings,
  }) => {
    expect(await watch()).toBe('witnessed')
    const others = 1_100
    await sql`insert into inbox
        (envelope_id, identity, from_node, seq, outcome, received_at, envelope, signed, proven)
      select rpad(n::text, 22, 'A'), rpad(n::text, 43, 'A'), 'nl', 1000000 + n, 'applied', now(), '', '{}',
        false
      from generate_series(1, ${others}::int) n`.execute(owner)
    const memory: ProofMemory = { asked: new Map() }
    const asked: number[] = []
    for (const seconds of [0, 30, 250, 400, 600]) {
      clock.offset = seconds * 1_000
      expect((await prove(memory)).waiting).toBe(others)
      asked.push(proofsAsked())
    }
    expect(asked).toEqual([others + 1, 0, 0, others, 0])
    expect(await findings()).toHaveLength(others)
    await owner.deleteFrom('inbox').where('seq', '>', 1_000_000).execute()
  })
})
