import { reasonOf } from './reason.ts'
import { type Network, type NetworkOptions, startNetwork } from './start-network.ts'

interface RunOptions extends Omit<NetworkOptions, 'signal'> {
  /** After work that went well, stay until a signal comes; that is then a good end. */
  staysUp?: boolean
  /** Hears why it failed, in words without anything of a person. */
  onFailure: (reason: string) => void
}

/** Exit codes as a shell counts them. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
type StopSignal = keyof typeof exitCodes

/** Milliseconds in which more of a signal is the same one: npm passes on what a terminal sends. */
const SAME_SIGNAL = 1_000

/**
 * Starts a network, lets `work` use it, closes everything, and returns the exit code: that of
 * `work`, 1 when anything throws, or the shell's for SIGINT, SIGTERM and SIGHUP, which are heeded
 * at any moment. A second signal ends the process at once; what it leaves behind is cleared up by
 * the next start. Work that was interrupted still runs when this returns: end the process.
 */
export async function runNetwork(
  { staysUp = false, onFailure, ...options }: RunOptions,
  work: (network: Network, interrupted: AbortSignal) => Promise<number>,
): Promise<number> {
  const stop = listenForStop()
  let network: Network | undefined
  const live = async () => {
    network = await startNetwork({ ...options, signal: stop.signal })
    const code = await Promise.race([work(network, stop.signal), stop.asked])
    if (!staysUp || code !== 0 || stop.signal.aborted) return code
    await stop.asked
    return 0
  }
  try {
    return await live().finally(() => network?.close())
  } catch (error) {
    if (stop.signal.aborted && !(error instanceof AggregateError)) return stop.asked
    onFailure(reasonOf(error))
    return 1
  } finally {
    stop.close()
  }
}

/** `asked` becomes the exit code of the first signal, and `signal` is aborted by it. */
function listenForStop() {
  const controller = new AbortController()
  const { promise: asked, resolve } = Promise.withResolvers<number>()
  let first = 0
  const heed = (name: NodeJS.Signals) => {
    const code = exitCodes[name as StopSignal]
    if (!controller.signal.aborted) {
      first = performance.now()
      resolve(code)
      controller.abort()
    } else if (performance.now() - first > SAME_SIGNAL) process.exit(code)
  }
  const names = Object.keys(exitCodes) as StopSignal[]
  for (const name of names) process.on(name, heed)
  /** Whoever read what is printed has gone. */
  const unheard = () => heed('SIGHUP')
  process.stdout.on('error', unheard)
  return {
    asked,
    signal: controller.signal,
    close() {
      for (const name of names) process.off(name, heed)
      process.stdout.off('error', unheard)
    },
  }
}
