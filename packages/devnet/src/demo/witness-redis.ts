import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { until } from './until.ts'

export interface RedisWitness {
  /** All that was sent so far. */
  texts(): Promise<readonly string[]>
  close(): void
}

/**
 * From now on keeps every argument of every command that anybody sends to this server, in all its
 * databases, those within scripts too, as MONITOR tells them.
 */
export async function witnessRedis(url: string): Promise<RedisWitness> {
  const redis = new Redis(url)
  const monitor = await redis.monitor()
  const kept: string[] = []
  monitor.on('monitor', (_time: string, args: string[]) => {
    kept.push(...args.map(unspell))
  })
  return {
    async texts() {
      const mark = randomUUID()
      await redis.echo(mark)
      await until('Redis has told all', async () => kept.includes(mark))
      return kept
    },
    close() {
      monitor.disconnect()
      redis.disconnect()
    },
  }
}

const named: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b' }

/** MONITOR spells what is not printable ASCII as C does, byte by byte. */
function unspell(text: string): string {
  const bytes = text.replace(/\\(?:x([0-9a-f]{2})|(.))/g, (_, hex, letter) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (named[letter] ?? letter),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
