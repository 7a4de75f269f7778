import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { connected } from '../postgres/ask.ts'
import type { Haystack } from './haystacks.ts'
import type { RedisWitness } from './witness-redis.ts'

/** A table through which something passes: how a row comes, changes and goes again. */
interface Passage {
  insert: string
  update: string
  remove: string
}

const mail: Passage = {
  insert: `insert into mailbox (id, to_node, envelope, ct, exp) values ($1, 'none', '', $2, 0)`,
  update: 'update mailbox set ct = $2 where id = $1',
  remove: 'delete from mailbox where id = $1',
}

const job: Passage = {
  insert: `insert into bullmq.job (queue, id, seq, name, state, data, added_at_ms)
           values ('none', $1, 0, 'none', 'completed', jsonb_build_object('text', $2::text), 0)`,
  update: `update bullmq.job set data = jsonb_build_object('text', $2::text)
           where queue = 'none' and id = $1`,
  remove: `delete from bullmq.job where queue = 'none' and id = $1`,
}

/** Marks that were in the table for a moment; whoever reads the whole database meets the copies. */
function passingRows(url: string, { insert, update, remove }: Passage): Haystack {
  return {
    async *texts() {},
    plant: (spell) =>
      connected(url, async (client) => {
        for (const statement of [insert, update]) {
          for (const text of spell()) {
            const id = randomBytes(16).toString('base64url')
            await client.query('begin')
            await client.query(insert, [id, statement === insert ? text : ''])
            if (statement === update) await client.query(update, [id, text])
            await client.query(remove, [id])
            await client.query('commit')
          }
        }
      }),
    clear: async () => {},
  }
}

/** The hub's mailbox, which holds an envelope only until it is fetched. */
export const passingMail = (url: string): Haystack => passingRows(url, mail)

/** Jobs of a queue in a database, which go when they are done. */
export const passingJobs = (url: string): Haystack => passingRows(url, job)

/** All that was ever sent to Redis; marks are keys that are removed as soon as they are there. */
export function passingKeys(witness: RedisWitness, urls: readonly string[]): Haystack {
  return {
    async *texts() {
      yield* await witness.texts()
    },
    async plant(spell) {
      for (const url of urls) {
        const redis = new Redis(url)
        await redis.hset('passing_marks', Object.fromEntries(spell().entries()))
        await redis.del('passing_marks')
        redis.disconnect()
      }
    },
    clear: async () => {},
  }
}
