import { z } from 'zod'
import { ConfigurationError, readConfig } from './config.ts'
import { giveBackMemory } from './give-back.ts'
import { createLogger, type Logger } from './log.ts'

interface Running {
  log: Logger
  /** Registers what must be closed at the end; the last registered is closed first. */
  onClose(what: string, close: () => unknown): void
}

const Environment = z.object({
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  CAUSEWAY_PARENT_PIPE: z.literal('1').optional(),
})

/** Milliseconds that closing may take altogether. */
const CLOSING_LIMIT = 10_000

/**
 * The life of a service process. Starts it, prints nothing but log lines, closes everything once on
 * SIGTERM or SIGINT (and, with `CAUSEWAY_PARENT_PIPE=1`, when standard input ends, so that it does
 * not outlive who started it) and exits 0. Exits 1 after a failed start, an error that nobody
 * handled, or a closing that failed or took longer than 10 s.
 */
export async function run(
  name: string,
  env: NodeJS.ProcessEnv,
  start: (running: Running) => Promise<unknown>,
): Promise<void> {
  const { log, parentPipe } = open(name, env)
  const closers: { what: string; close: () => unknown }[] = []
  let stopping = false

  const stop = async (reason: string) => {
    if (stopping) return
    stopping = true
    log.info({ reason }, 'stopping')
    setTimeout(() => exit('closing took too long'), CLOSING_LIMIT).unref()
    const failures = await closeAll(closers, log)
    log.info('stopped')
    process.exit(failures === 0 ? 0 : 1)
  }
  const exit = (msg: string, error?: unknown): never => {
    log.fatal({ err: error, reason: reasonOf(error) }, msg)
    process.exit(1)
  }

  process.on('unhandledRejection', (error) => exit('unhandled rejection', error))
  process.on('uncaughtException', (error) => exit('uncaught exception', error))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
  if (parentPipe) {
    process.stdin.on('error', () => void stop('parent gone'))
    process.stdin.on('end', () => void stop('parent gone')).resume()
  }

  try {
    await start({ log, onClose: (what, close) => closers.push({ what, close }) })
    giveBackMemory()
  } catch (error) {
    if (!stopping) exit('could not start', error)
  }
}

function open(name: string, env: NodeJS.ProcessEnv) {
  try {
    const { LOG_LEVEL, CAUSEWAY_PARENT_PIPE } = readConfig(Environment, env)
    return { log: createLogger({ name, level: LOG_LEVEL }), parentPipe: CAUSEWAY_PARENT_PIPE }
  } catch (error) {
    createLogger({ name }).fatal({ reason: reasonOf(error) }, 'could not start')
    process.exit(1)
  }
}

async function closeAll(closers: { what: string; close: () => unknown }[], log: Logger) {
  let failures = 0
  for (const { what, close } of closers.toReversed()) {
    try {
      await close()
    } catch (error) {
      failures += 1
      log.error({ err: error, what }, 'could not close')
    }
  }
  return failures
}

/** One line; of an error whose text we did not write ourselves only name and code. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof ConfigurationError) return error.message.replace(/\s*\n\s*/g, ' ')
  if (!(error instanceof Error)) return undefined
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? `${error.name} ${code}` : error.name
}
