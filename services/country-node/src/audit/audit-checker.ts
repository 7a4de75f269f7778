import type { RandomId } from '@causeway/schemas/wire'
import type { NodeContext } from '../context.ts'
import { runCheck } from './run-check.ts'

/** Runs checks of this process beside its requests. */
export interface AuditChecker {
  start(check: RandomId): void
  /** Stops what runs, says so in its row, and waits for that. */
  close(): Promise<void>
}

export function createAuditChecker(context: NodeContext): AuditChecker {
  const stop = new AbortController()
  const running = new Set<Promise<void>>()

  return {
    start(check) {
      const run: Promise<void> = runCheck(context, check, stop.signal)
        .catch((error) => context.log.error({ err: error }, 'a check of the audit has failed'))
        .finally(() => running.delete(run))
      running.add(run)
    },
    async close() {
      stop.abort()
      await Promise.all(running)
    },
  }
}
