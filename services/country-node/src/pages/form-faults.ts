import { FORM_KEY, FORM_TOKEN, type Form } from '@causeway/page-kit'
import { Problem } from '@causeway/schemas/problems'
import type { FastifyRequest } from 'fastify'

/**
 * Where the parts of a request are typed: by the whole of a fault's pointer, by the first name in
 * it, or by the code of a refusal that one field is to blame for.
 */
export type FieldOf = Readonly<Record<string, string>>

/**
 * What a verb found wrong, at the field where it was typed, one fault each; nothing for any other
 * refusal.
 */
export function faultsIn(
  error: unknown,
  { fieldOf = {} }: { fieldOf?: FieldOf | undefined },
): Form['faults'] | undefined {
  if (!(error instanceof Problem)) return undefined
  const own = fieldOf[error.code]
  if (own) return [{ field: own, rule: error.code }]
  if (error.code !== 'request-malformed' || !error.faults?.length) return undefined
  const found = new Map<string, Form['faults'][number]>()
  for (const { pointer, rule } of error.faults) {
    const [, first = ''] = pointer.split('/')
    const field = fieldOf[pointer] ?? fieldOf[first] ?? first
    if (!found.has(field)) found.set(field, { field, rule })
  }
  return [...found.values()]
}

const own: ReadonlySet<string> = new Set([FORM_KEY, FORM_TOKEN])

/** What was typed, to be shown again. */
export const valuesIn = ({ body }: FastifyRequest): Form['values'] =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Form['values']).filter(([name]) => !own.has(name)),
  )
