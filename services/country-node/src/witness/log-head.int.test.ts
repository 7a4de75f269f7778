import type { Identity } from '@causeway/schemas/wire'
import type { HubDouble } from '@causeway/testkit'
import { beforeEach, describe, expect } from 'vitest'
import { test as base } from '../../test/log-test.ts'
import { aDigest } from '../../test/peer.ts'
import { anOffered } from '../../test/story.ts'
import { dispatch } from '../exchange/dispatch.ts'

/** Mail that stands first in a log of five, which the node has seen. */
const test = base.extend('first', async ({ anew, write, prove, hub }) => {
  await anew()
  const { env, arrives } = await write()
  await arrives()
  hub.log.leaves = [env, aDigest(), aDigest(), aDigest(), aDigest()]
  expect(await prove()).toEqual({ waiting: 0, alarms: [] })
  return env
})

beforeEach<{ first: Identity }>(({ first }) => {
  expect(first).toBeDefined()
})

describe('a log that goes on', () => {
  test('moves the head', async ({ write, prove, kept, hub }) => {
    const { env, arrives } = await write()
    await arrives()
    hub.log.leaves.push(aDigest(), env)
    expect(await prove()).toEqual({ waiting: 0, alarms: [] })
    expect(await kept(env)).toEqual({ proofs: 1, heads: [7] })
  })

  test('may show an older tree of itself; the head stays', async ({ write, prove, kept, hub }) => {
    const [late, newest] = [await write(), await write()]
    hub.log.leaves.push(late.env, newest.env)
    await newest.arrives()
    await prove()
    await late.arrives()
    hub.log.shown = 6
    expect(await prove()).toEqual({ waiting: 0, alarms: [] })
    expect(await kept(late.env)).toEqual({ proofs: 1, heads: [7] })
  })

  test('is followed by several at once', async ({ write, prove, kept, hub, owner }) => {
    await owner.deleteFrom('log_head').execute()
    const { env, arrives } = await write()
    await arrives()
    hub.log.leaves.push(env)
    const passes = await Promise.all([prove(), prove(), prove(), prove()])
    expect(passes.flatMap(({ alarms }) => alarms)).toEqual([])
    expect(await kept(env)).toEqual({ proofs: 1, heads: [6] })
  })
})

describe('a proof from a log that is not the one seen before is not kept', () => {
  const histories: [
    what: string,
    alarm: string,
    change: (hub: HubDouble, env: Identity) => void,
  ][] = [
    [
      'of the same size with other leaves',
      'log_forked',
      ({ log }, env) => {
        log.leaves = log.leaves.with(4, env)
      },
    ],
    [
      'that grew after its past was rewritten',
      'log_forked',
      ({ log }, env) => {
        log.leaves = [...log.leaves.with(2, aDigest()), env]
      },
    ],
    [
      'rewritten, shown as an older tree',
      'log_forked',
      ({ log }, env) => {
        log.leaves = log.leaves.with(2, env)
        log.shown = 3
      },
    ],
    [
      'restored from an older copy',
      'log_rewound',
      ({ log }, env) => {
        log.leaves = [...log.leaves.slice(0, 2), env]
      },
    ],
  ]
  for (const [what, alarm, change] of histories) {
    test(`a log ${what}: ${alarm}`, async ({ write, prove, kept, hub }) => {
      const { env, arrives } = await write()
      await arrives()
      change(hub, env)
      expect((await prove()).alarms).toEqual([alarm])
      expect(await kept(env)).toEqual({ proofs: 0, heads: [5] })
    })
  }
})

test('a leaf that is not there five minutes after it was promised: one alarm, and still asked for', async ({
  as,
  network: { receiver },
  node,
  client,
  write,
  prove,
  hub,
  clock,
}) => {
  hub.log.isWithholding = true
  await anOffered(await as('case_worker'), receiver)
  await dispatch(node, client, receiver.node)
  const { env, arrives } = await write()
  await arrives()
  const sent = [...hub.receipts.keys()]

  clock.offset = 350_000
  expect(await prove()).toEqual({ waiting: 2, alarms: [] })
  clock.offset = 370_000
  expect(await prove()).toEqual({ waiting: 2, alarms: ['leaf_missing', 'leaf_missing'] })
  expect(await prove()).toEqual({ waiting: 2, alarms: [] })
  hub.log.leaves.push(env, ...sent)
  expect(await prove()).toEqual({ waiting: 0, alarms: [] })
})
