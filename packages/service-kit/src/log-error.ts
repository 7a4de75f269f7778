import { Problem } from '@causeway/schemas/problems'

export interface ErrorDescription {
  name: string
  code?: string
  /** The message, of a `Problem` only: its messages are fixed texts. */
  message?: string
  stack?: string[]
  cause?: ErrorDescription
}

const SAFE_CODE = /^[A-Za-z0-9_-]{1,64}$/
const MAX_CAUSES = 4

/**
 * What a log may hold of an error: its name, its code, the frames of its stack, and the same of its
 * causes. Never the message, in which libraries quote the row, the URL or the body at fault.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = (error as { code?: unknown }).code
  return {
    name: SAFE_CODE.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && SAFE_CODE.test(code) ? { code } : {}),
    ...(error instanceof Problem ? { message: error.message } : { stack: frames(error) }),
    ...(error.cause instanceof Error && depth < MAX_CAUSES
      ? { cause: describeError(error.cause, depth + 1) }
      : {}),
  }
}

/** A stack opens with name and message, over any number of lines; the frames come after it. */
function frames({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message)
  const rest = start < 0 ? stack : stack.slice(start + message.length)
  return rest
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().slice(3))
}
