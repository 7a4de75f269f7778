import { type DestinationStream, type LogFn, type Logger, pino, stdTimeFunctions } from 'pino'
import { describeError } from './log-error.ts'

export type { Logger } from 'pino'

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'

interface LoggerOptions {
  name: string
  level?: LogLevel
  /** Where lines go; stdout when left out. */
  destination?: DestinationStream
}

/**
 * A logger of JSON lines that cannot print what an error or a request says: errors are reduced to
 * name, code and stack frames (`describeError`), requests to their method, replies to their
 * status. Writes at once, so that no line is lost when the process exits.
 */
export function createLogger({ name, level = 'info', destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service: name },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: describeError,
        error: describeError,
        req: (request: { method?: string }) => ({ method: request.method }),
        res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
      },
      hooks: { logMethod: withoutErrorMessage },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  )
}

/** Where a call gives an error and no text, pino would print the message of the error. */
function withoutErrorMessage(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  const [first, text] = args as unknown[]
  if (first instanceof Error) log.call(this, { err: first }, asText(text))
  else if (typeof first === 'object' && first !== null && text === undefined) {
    log.call(this, first, asText((first as { msg?: unknown }).msg))
  } else log.apply(this, args)
}

const asText = (text: unknown) => (typeof text === 'string' ? text : '')
