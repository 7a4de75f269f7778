import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { createConnection } from 'node:net'
import { delimiter, join } from 'node:path'
import { freePort } from '@causeway/devnet'
import { vi } from 'vitest'

/** Where these folders, written as in `PATH`, have a `redis-server`, if one has. */
export const findRedisServer = (path = ''): string | undefined =>
  path
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find(isExecutable)

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
  const port = await freePort()
  const settings = ['--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction']
  const child = spawn(binary, ['--port', String(port), ...settings], { stdio: 'ignore' })
  /** One inline command (RESP); resolves with the reply as it came. */
  const ask = async (command: string): Promise<string> => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.write(`${command}\r\n`)
    const [reply] = await once(socket, 'data')
    socket.destroy()
    return String(reply)
  }
  await vi.waitFor(() => ask('PING'), 5_000)
  return {
    url: `redis://127.0.0.1:${port}`,
    ask,
    async close() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
