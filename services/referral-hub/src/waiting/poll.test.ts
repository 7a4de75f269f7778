import type { NodeId } from '@causeway/schemas/wire'
import { expect, test } from 'vitest'
import { poll } from './poll.ts'
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts'

const ro = 'ro' as NodeId

/** A poll that finds one of these each time it looks, the last again and again. */
function aPoll(news: boolean[], seconds = 60) {
  const room = createWaitingRoom()
  const gone = new AbortController()
  let looks = 0
  const answer = poll(room, {
    row: 'log',
    node: ro,
    seconds,
    gone: gone.signal,
    look: async () => {
      looks += 1
      return { value: looks, isNews: news[Math.min(looks, news.length) - 1] === true }
    },
  })
  return { room, gone, answer }
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5))

test('what is there is answered at once', async () => {
  expect(await aPoll([true]).answer).toBe(1)
})

test('a call that brings nothing new is not the end of it', async () => {
  const { room, answer } = aPoll([false, false, true])
  await aMoment()
  room.call(['log'])
  await aMoment()
  room.call(['log'])
  expect(await answer).toBe(3)
})

test('when the time is over it answers with what it found last', async () => {
  const { room, answer } = aPoll([false], 0.02)
  await aMoment()
  room.call(['log'])
  expect(await answer).toBe(2)
})

test.for([
  ['while it looks', 0],
  ['while it waits', 1],
] as const)('a caller that leaves %s is waited for no longer', async ([, moments]) => {
  const { gone, answer } = aPoll([false])
  if (moments > 0) await aMoment()
  gone.abort()
  expect(await answer).toBe(1)
})

test('a look that fails gives its seat back', async () => {
  const room = createWaitingRoom()
  let taken = 0
  const enter: WaitingRoom['enter'] = (...options) => {
    const seat = room.enter(...options)
    taken += 1
    return {
      ...seat,
      leave() {
        taken -= 1
        seat.leave()
      },
    }
  }
  const look = async () => {
    expect(taken).toBe(1)
    throw new Error('no database')
  }
  const options = { row: 'log', node: ro, seconds: 60, gone: new AbortController().signal, look }
  await expect(poll({ ...room, enter }, options)).rejects.toThrow('no database')
  expect(taken).toBe(0)
})
