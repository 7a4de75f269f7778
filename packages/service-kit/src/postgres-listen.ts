import postgres from 'postgres'

export interface Listening {
  close(): Promise<void>
}

interface Listeners {
  onNotify(payload: string): void
  /** Runs at the first listen and after every reconnection: what was notified between is lost. */
  onListen(): void
}

/**
 * Listens on a channel over a connection of its own, and again by itself whenever that connection
 * breaks. Resolves once it listens; rejects when PostgreSQL cannot be reached at that moment.
 */
export async function listen(
  url: string,
  channel: string,
  { onNotify, onListen }: Listeners,
): Promise<Listening> {
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    connect_timeout: 5,
    backoff: (attempt: number) => Math.min(2, 0.1 * 2 ** attempt),
    onnotice: () => {},
  })
  try {
    await sql.listen(channel, onNotify, onListen)
  } catch (error) {
    await sql.end({ timeout: 0 })
    throw error
  }
  return { close: () => sql.end({ timeout: 1 }) }
}
