import { setTimeout as sleep } from 'node:timers/promises'
import { listen } from '@causeway/service-kit/postgres'
import { expect, vi } from 'vitest'
import { test } from '../../test/hub-test.ts'
import { createWaitingRoom } from './waiting-room.ts'
import { createAnnouncer } from './wake-up.ts'

test('a crowd of announcements becomes a few notices to other processes, and none is lost', async ({
  hub,
  database,
}) => {
  const heard: string[] = []
  let onListening = () => {}
  const isListening = new Promise<void>((resolve) => {
    onListening = resolve
  })
  const onNotify = (row: string) => heard.push(row)
  const listening = await listen(database.url, 'hub_news', { onNotify, onListen: onListening })
  await isListening
  const errors: unknown[] = []
  const onError = (error: unknown) => errors.push(error)
  const announce = createAnnouncer({ pool: hub.pool, waitingRoom: createWaitingRoom(), onError })

  const start = performance.now()
  for (let round = 0; round < 100; round += 1) {
    announce(['gb', 'ro'])
    await sleep(1)
  }
  announce(['last'])
  await vi.waitFor(() => expect(heard).toContain('last'), { timeout: 10_000 })
  const atMost = 2 + (performance.now() - start) / 10
  expect(heard.filter((row) => row === 'gb').length).toBeLessThanOrEqual(atMost)
  expect(heard).toContain('ro')
  expect(errors).toEqual([])
  await listening.close()
})
