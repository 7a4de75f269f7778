import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceProcess } from '../src/processes/start-process.ts'

/** When and whom: so many milliseconds after a step of the story began. */
export interface KillPoint {
  victim: 'hub' | 'sender' | 'receiver'
  step: string
  delay: number
}

export interface Blow extends KillPoint {
  /** The step that was really under way. */
  hit: string
  /** Milliseconds until the victim answered again. */
  away: number
  /** When it answered again, on the clock of `performance`. */
  back: number
}

/**
 * Waits for one moment of a story, kills a process there and starts it again. `before` is told the
 * steps as they begin; `struck` resolves when the victim answers again.
 */
export function strikeAt(point: KillPoint, victim: ServiceProcess) {
  const { promise: struck, resolve } = Promise.withResolvers<Blow>()
  let current = ''
  const strike = async (): Promise<Blow> => {
    await sleep(point.delay)
    const hit = current
    const before = victim.pid()
    const began = performance.now()
    await victim.kill('SIGKILL')
    await victim.restart()
    if (victim.pid() === before) throw new Error('The victim was not restarted')
    const back = performance.now()
    return { ...point, hit, away: Math.round(back - began), back }
  }
  const before = (step: string) => {
    current = step
    if (step === point.step) resolve(strike())
  }
  return { before, struck }
}
