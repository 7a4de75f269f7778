import { readFileSync } from 'node:fs'
import { z } from 'zod'

/**
 * What the operator has to put right before the service can start. The message names settings and
 * rules and holds no value of any setting, so it may be printed.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/**
 * A setting that names a file and becomes what is in it, trimmed: a secret never stands in the
 * environment itself. Refused when the file cannot be read or is empty.
 */
export const secretFile = z.string().transform((path, context) => {
  const content = readOrNothing(path)
  if (content !== '') return content
  context.addIssue({ code: 'custom', message: 'names a file that cannot be read or is empty' })
  return z.NEVER
})

/**
 * Parses an environment. A variable set to the empty string counts as not set, as compose files
 * write them. Throws `ConfigurationError` with every mistake at once, by name and rule.
 */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  env: NodeJS.ProcessEnv,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new ConfigurationError(`Invalid configuration\n${z.prettifyError(parsed.error)}`)
}

/** An unreadable file and an empty one are the same mistake to the operator. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
