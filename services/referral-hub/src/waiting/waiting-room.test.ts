import type { NodeId } from '@causeway/schemas/wire'
import { expect, test } from 'vitest'
import { createWaitingRoom } from './waiting-room.ts'

const [gb, ro] = ['gb', 'ro'] as NodeId[] as [NodeId, NodeId]

test('a call between entering and asking is not missed', async () => {
  const room = createWaitingRoom()
  const seat = room.enter('log', ro, 60_000)
  room.call(['log'])
  expect(await seat.called()).toBe(true)
  seat.leave()
})

test('a call is heard once, by all in the rows it is for', async () => {
  const room = createWaitingRoom()
  const seats = [room.enter('log', ro, 20), room.enter('log', gb, 20)]
  const other = room.enter('mail', ro, 20)
  room.call(['log', 'another'])
  expect(await Promise.all(seats.map((seat) => seat.called()))).toEqual([true, true])
  expect(await Promise.all(seats.map((seat) => seat.called()))).toEqual([false, false])
  expect(await other.called()).toBe(false)
})

test('everybody can be called, and everybody can be sent home', async () => {
  const room = createWaitingRoom()
  const seats = [room.enter('log', ro, 60_000), room.enter('mail', gb, 60_000)]
  room.callAll()
  expect(await Promise.all(seats.map((seat) => seat.called()))).toEqual([true, true])
  const waiting = Promise.all(seats.map((seat) => seat.called()))
  room.close()
  expect(await waiting).toEqual([false, false])
  expect(await room.enter('log', ro, 60_000).called()).toBe(false)
})

test('of a flood of polls of a node the eight newest wait, and no seat of others is lost', async () => {
  const room = createWaitingRoom()
  const others = [room.enter('log', gb, 60_000), room.enter('mail', ro, 60_000)]
  const flood = Array.from({ length: 50 }, () => room.enter('log', ro, 60_000))
  room.call(['log', 'mail'])
  expect(await Promise.all(flood.map((seat) => seat.called()))).toEqual([
    ...Array.from({ length: 42 }, () => false),
    ...Array.from({ length: 8 }, () => true),
  ])
  expect(await Promise.all(others.map((seat) => seat.called()))).toEqual([true, true])
  for (const seat of [...flood, ...others]) seat.leave()
})

test('who leaves is waited for no longer', async () => {
  const room = createWaitingRoom()
  const seat = room.enter('log', ro, 60_000)
  const called = seat.called()
  seat.leave()
  expect(await called).toBe(false)
})
