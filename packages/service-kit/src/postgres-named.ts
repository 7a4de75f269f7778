import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A text is named when it has come so often. */
const HABIT = 3
/** Texts that are named, or counted, at most; each name costs memory on every connection. */
const MOST_NAMED = 400
const MOST_COUNTED = 2_000

/** PostgreSQL's `feature_not_supported`, as which it says that a table has other columns now. */
const OUTDATED = '0A000'

/**
 * The pool with a name for each statement that comes again and again, so that PostgreSQL parses and
 * plans it once for each connection and not each time. Which values it has plays no part in the name.
 * When a table was changed under a name, the statement fails once and all have new names after that.
 */
export function nameStatements(pool: pg.Pool): PostgresPool {
  const names = createNames()
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? named(client, names)
      clients.set(client, known)
      return known
    },
  }
}

type Names = ReturnType<typeof createNames>

function named(client: pg.PoolClient, names: Names): PostgresPoolClient {
  const run = async (text: string, values: readonly unknown[]) => {
    const name = values.length > 0 ? names.of(text) : undefined
    try {
      return await client.query({ text, values: [...values], ...(name ? { name } : {}) })
    } catch (error) {
      if (name && (error as { code?: unknown }).code === OUTDATED) names.renew()
      throw error
    }
  }
  return {
    // Beside this form there is one for cursors, which this service kit hands out to nobody.
    query: run as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}

function createNames() {
  const named = new Map<string, string>()
  const counted = new Map<string, number>()
  let age = 0
  return {
    of(text: string): string | undefined {
      const name = named.get(text)
      if (name !== undefined || named.size >= MOST_NAMED) return name
      const count = (counted.get(text) ?? 0) + 1
      if (counted.size >= MOST_COUNTED) counted.clear()
      counted.set(text, count)
      if (count < HABIT) return undefined
      counted.delete(text)
      const fresh = `q${age}-${named.size}`
      named.set(text, fresh)
      return fresh
    },
    renew(): void {
      age += 1
      named.clear()
    },
  }
}
