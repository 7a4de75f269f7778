import { setTimeout as sleep } from 'node:timers/promises'
import { reasonOf } from './reason.ts'
import type { Network } from './start-network.ts'

/** Milliseconds between two looks. */
const PAUSE = 500

/**
 * Starts a hub or node that ended by itself again, and says so, until the signal comes: a network
 * that people look at should not be half dead without a word.
 */
export async function keepRunning(
  { hub, nodes }: Network,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const services = [hub.process, ...Object.values(nodes).map((node) => node.process)]
  while (!signal.aborted) {
    for (const service of services) {
      if (signal.aborted || service.isRunning()) continue
      tell(`${service.name} has ended and is started again; its log is ${service.logFile}`)
      await service.restart().catch((error) => tell(`${service.name}: ${reasonOf(error)}`))
    }
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined)
  }
}
