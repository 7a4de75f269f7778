import { generateLogKey, openCheckpoint, readCosignature } from '@causeway/protocol/log'
import { LogFinding } from '@causeway/schemas/api'
import { createLogDouble, type HubDouble } from '@causeway/testkit'
import { beforeEach, describe, expect } from 'vitest'
import { test as base } from '../../test/log-test.ts'
import { aDigest } from '../../test/peer.ts'
import { HubUnavailable } from '../exchange/hub-client.ts'
import { startWatching, watchOnce } from './watch-log.ts'

const someLeaves = (count: number) => Array.from({ length: count }, aDigest) as never[]

const test = base
  .extend(
    'head',
    { scope: 'file' },
    ({ db }) =>
      () =>
        db.selectFrom('log_head').selectAll().execute(),
  )
  .extend('findings', { scope: 'file' }, ({ db }) => async () => {
    const rows = await db
      .selectFrom('log_finding')
      .select(['kind', 'subject', 'evidence'])
      .orderBy('n')
      .execute()
    return rows.map((row) => LogFinding.parse(row))
  })
  /** The lines that this node has sent. */
  .extend(
    'sent',
    { scope: 'file' },
    ({ hub, node }) =>
      () =>
        hub.log.cosigned.map(({ size, root, line }) => {
          const { origin, witnesses } = node.directory.logTrust
          return {
            size,
            ...readCosignature({ origin, size, root: root as never }, line, witnesses),
          }
        }),
  )
  /** A log of five, which the node has seen and cosigned, as one other has. */
  .extend('five', async ({ anew, hub, others, watch }) => {
    await anew()
    hub.log.leaves = someLeaves(5)
    hub.log.cosigners = [others.ro]
    expect(await watch()).toBe('enough')
    return hub.log.leaves
  })

beforeEach<{ five: object }>(({ five }) => {
  expect(five).toBeDefined()
})

describe('a node without any mail', () => {
  test('cosigns what it sees, and learns that enough have', async ({ watch, head, sent }) => {
    expect(sent()).toMatchObject([{ size: 5, node: 'gb' }])
    expect(await head()).toMatchObject([{ size: 5, witnessed_size: null }])
    expect(await watch()).toBe('witnessed')
    expect(await head()).toMatchObject([{ size: 5, witnessed_size: 5 }])
    expect(await watch()).toBe('nothing')
    expect(sent()).toHaveLength(1)
  })

  test('cosigns what comes after it, and nothing that was before', async ({ hub, watch, sent }) => {
    hub.log.leaves.push(...someLeaves(3))
    expect(await watch(1)).toBe('enough')
    hub.log.shown = 4
    expect(await watch()).toBe('nothing')
    hub.log.shown = 7
    expect(await watch()).toBe('nothing')
    expect(sent().map(({ size }) => size)).toEqual([5, 8])
  })

  test('sends its line again, and no other, to a hub that does not show it', async ({
    hub,
    watch,
  }) => {
    hub.log.isHiding = true
    expect([await watch(1), await watch(1)]).toEqual(['nothing', 'nothing'])
    expect(new Set(hub.log.cosigned.map(({ line }) => line)).size).toBe(1)
    expect(hub.log.cosigned).toHaveLength(3)
  })

  test('cosigns nothing while the directory names another key of it', async ({
    node,
    nl,
    client,
    hub,
  }) => {
    hub.log.leaves.push(...someLeaves(1))
    const context = { ...node, witnessKey: nl.witness }
    const { length } = hub.log.cosigned
    const options = { context, hub: client, onWitnessed: () => {} }
    expect(await watchOnce(options, 1)).toBe('grown')
    expect(await watchOnce(options, 1)).toBe('nothing')
    expect(hub.log.cosigned).toHaveLength(length)
  })
})

describe('found out without any mail, once, and neither followed nor cosigned', () => {
  const cases: [what: string, kind: LogFinding['kind'], change: (hub: HubDouble) => void][] = [
    [
      'another history of the same size',
      'log_forked',
      ({ log }) => {
        log.leaves = log.leaves.with(4, aDigest() as never)
      },
    ],
    [
      'one that grew after its past was rewritten',
      'log_forked',
      ({ log }) => {
        log.leaves = [...log.leaves.with(2, aDigest() as never), ...someLeaves(2)]
      },
    ],
    [
      'a rewritten one, shown as an older tree',
      'log_forked',
      ({ log }) => {
        log.leaves = log.leaves.with(2, aDigest() as never)
        log.shown = 3
      },
    ],
    [
      'a log restored from an older copy',
      'log_rewound',
      ({ log }) => {
        log.leaves = log.leaves.slice(0, 2)
      },
    ],
    [
      'a log that begins anew',
      'log_rewound',
      ({ log }) => {
        log.leaves = []
      },
    ],
    [
      'a hub that will not connect its trees',
      'log_rewound',
      ({ log }) => {
        log.leaves.push(...someLeaves(1))
        log.isUnconnected = true
      },
    ],
  ]
  for (const [what, kind, change] of cases) {
    test(`${what}: ${kind}`, async ({ hub, watch, alarmsOf, findings, head, sent }) => {
      const [before] = await head()
      change(hub)
      const shown = hub.log.checkpoint()
      expect(await alarmsOf(watch)).toEqual([kind])
      expect(await alarmsOf(watch)).toEqual([])
      expect(await findings()).toMatchObject([
        { kind, subject: before?.root, evidence: { held: before?.checkpoint, shown } },
      ])
      expect(await head()).toEqual([before])
      expect(sent()).toHaveLength(1)
    })
  }

  test('a log of another origin, under a key of its own: log_proof_false', async ({
    hub,
    transportKey,
    watch,
    alarmsOf,
    findings,
    head,
  }) => {
    const before = await head()
    const origin = 'elsewhere.example/log'
    const other = createLogDouble(origin, generateLogKey(origin).skey)
    other.leaves = someLeaves(9)
    hub.logs.set(transportKey.kid, other)
    expect(await alarmsOf(watch)).toEqual(['log_proof_false'])
    expect(await alarmsOf(watch)).toEqual([])
    expect(await findings()).toMatchObject([
      { subject: 'checkpoint', evidence: { checkpoint: other.checkpoint() } },
    ])
    expect([await head(), other.cosigned]).toEqual([before, []])
  })
})

test('a false line in a node’s name counts for nobody, and is found: log_cosignature_false', async ({
  hub,
  node,
  others,
  watch,
  alarmsOf,
  findings,
  head,
  sent,
}) => {
  hub.log.leaves.push(...someLeaves(1))
  hub.log.cosigners = [others.ro, (it) => others.nl({ ...it, root: aDigest() })]
  const { root } = openCheckpoint(hub.log.checkpoint(), node.directory.logTrust.logKey)
  expect(await alarmsOf(watch)).toEqual(['log_cosignature_false'])
  expect(await alarmsOf(watch)).toEqual([])
  expect(await findings()).toMatchObject([{ subject: root }])
  expect(await head()).toMatchObject([{ size: 6, witnessed_size: null }])
  expect(sent().map(({ size }) => size)).toContain(6)
})

describe('a hub that answers nothing of use costs a retry, and nothing else', () => {
  for (const logBehaviour of ['silent', 'unavailable', 'garbage', 'endless'] as const) {
    test(logBehaviour, async ({ hub, watch, alarmsOf, head, sent }) => {
      const before = await head()
      hub.log.leaves.push(...someLeaves(1))
      hub.state.logBehaviour = logBehaviour
      const looking = () => expect(watch()).rejects.toThrow(HubUnavailable)
      expect(await alarmsOf(looking)).toEqual([])
      expect(await head()).toEqual(before)
      hub.state.logBehaviour = 'honest'
      expect(await watch()).toBe('enough')
      expect(sent().map(({ size }) => size)).toEqual([5, 6])
    })
  }

  test('at once, again and again, instead of waiting: it is asked four times a second', async ({
    hub,
    node,
    client,
  }) => {
    hub.log.isHiding = true
    const begun = performance.now()
    const loop = startWatching({ context: node, hub: client, onWitnessed: () => {} })
    const looks = () => hub.state.asked.filter((path) => path === 'checkpoint').length
    const before = looks()
    await expect.poll(looks).toBe(before + 4)
    expect(performance.now() - begun).toBeGreaterThan(3 * 245)
    await loop.close()
  })
})
