import { expect, onTestFinished } from 'vitest'
import { test } from '../../../test/journey-test.ts'
import { anId } from '../../../test/peer.ts'
import { createChanges, type Watcher } from './changes.ts'

const aWatcher = (session: string): Watcher & { ended: number } => ({
  session,
  org: anId(),
  seesWholeNode: false,
  since: new Date(),
  ended: 0,
  onChange() {},
  onEnd() {
    this.ended += 1
  },
})

test('no more than so many sessions are served, and one that is over makes room', async ({
  context,
}) => {
  const changes = createChanges(context, 2)
  onTestFinished(() => changes.close())
  const [first, second, third] = ['a', 'b', 'c'].map(aWatcher)
  if (!first || !second || !third) throw new TypeError('three were made')
  expect([first, second, third].map((it) => changes.watch(it))).toEqual([true, true, false])
  expect(changes.watch({ ...second })).toBe(true)
  expect([first.ended, second.ended]).toEqual([0, 1])
  await expect.poll(() => first.ended, { timeout: 5_000 }).toBe(1)
  expect(changes.watch(third)).toBe(true)
  await changes.close()
  expect(third.ended).toBe(1)
})
