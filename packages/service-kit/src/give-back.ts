import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives back to the machine what only the start has needed. Loading a few hundred modules makes V8
 * reserve space for young objects that a service at rest never fills, and it keeps that until it is
 * told that memory is short. Stops the process for some hundredths of a second: call it once.
 */
export function giveBackMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: object) => void
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
