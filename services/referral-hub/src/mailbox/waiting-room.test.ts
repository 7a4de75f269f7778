import type { NodeId } from '@causeway/schemas/wire'
import { expect, test } from 'vitest'
import { createWaitingRoom } from './waiting-room.ts'

const [gb, ro] = ['gb', 'ro'] as NodeId[] as [NodeId, NodeId]

test('a call between entering and asking is not missed', async () => {
  const room = createWaitingRoom()
  const seat = room.enter(ro, 60_000)
  room.call(['ro'])
  expect(await seat.called()).toBe(true)
  seat.leave()
})

test('a call is heard once, by those it is for', async () => {
  const room = createWaitingRoom()
  const seat = room.enter(ro, 20)
  const other = room.enter(gb, 20)
  room.call(['ro', 'xx'])
  expect(await seat.called()).toBe(true)
  expect(await seat.called()).toBe(false)
  expect(await other.called()).toBe(false)
})

test('everybody can be called, and everybody can be sent home', async () => {
  const room = createWaitingRoom()
  const seats = [room.enter(ro, 60_000), room.enter(gb, 60_000)]
  room.callAll()
  expect(await Promise.all(seats.map((seat) => seat.called()))).toEqual([true, true])
  const waiting = Promise.all(seats.map((seat) => seat.called()))
  room.close()
  expect(await waiting).toEqual([false, false])
  expect(await room.enter(ro, 60_000).called()).toBe(false)
})

test('the ninth poll of a node ends the first', async () => {
  const room = createWaitingRoom()
  const seats = Array.from({ length: 9 }, () => room.enter(ro, 60_000))
  expect(await seats[0]?.called()).toBe(false)
  room.call(['ro'])
  expect(await seats[8]?.called()).toBe(true)
  for (const seat of seats) seat.leave()
})

test('who leaves is waited for no longer', async () => {
  const room = createWaitingRoom()
  const seat = room.enter(ro, 60_000)
  const called = seat.called()
  seat.leave()
  expect(await called).toBe(false)
})
