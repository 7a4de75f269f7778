import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from '../src/free-port.ts'

/** Where this machine has a `redis-server`, if it has one. */
export function findRedisServer(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, 'redis-server')).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** An empty Redis on a loopback port that keeps nothing on disk. */
export async function startRedis(binary: string) {
  const folder = await mkdtemp(join(tmpdir(), 'causeway-redis-'))
  const port = await freePort()
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  }
  const flags = Object.entries(settings).flatMap(([name, setting]) => [`--${name}`, setting])
  const child = spawn(binary, flags, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  const url = `redis://127.0.0.1:${port}`
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 })
  redis.on('error', () => {})
  await Promise.race([
    redis.ping(),
    ended.then(() => {
      throw new Error('Redis did not start')
    }),
  ])
  return {
    url,
    redis,
    async close() {
      redis.disconnect()
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type RedisServer = Awaited<ReturnType<typeof startRedis>>
