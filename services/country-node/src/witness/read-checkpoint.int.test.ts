import { cosign } from '@causeway/protocol/log'
import { expect } from 'vitest'
import { test } from '../../test/log-test.ts'
import { aDigest, nowInSeconds } from '../../test/peer.ts'

test('a line of a time that has not come makes nothing witnessed until it has', async ({
  anew,
  write,
  prove,
  kept,
  hub,
  nl,
  others,
  clock,
}) => {
  await anew()
  const { env, arrives } = await write()
  await arrives()
  hub.log.leaves = [env, aDigest()]
  const at = nowInSeconds() + 150
  hub.log.cosigners = [others.ro, (checkpoint) => cosign(checkpoint, at, nl.witness)]

  expect(await prove()).toEqual({ waiting: 1, alarms: [] })
  expect((await kept(env)).proofs).toBe(0)
  clock.offset = 100_000
  expect(await prove()).toEqual({ waiting: 0, alarms: [] })
  expect((await kept(env)).proofs).toBe(1)
})
