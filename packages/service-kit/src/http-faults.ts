import type { Fault } from '@causeway/schemas/problems'
import type { FastifySchemaCompiler } from 'fastify'
import { z } from 'zod'

const MAX_FAULTS = 32

/** A part of a request that does not match its schema. */
export class InputFault extends Error {
  override readonly name = 'InputFault'
  readonly faults: readonly Omit<Fault, 'in'>[]
  /** Which part; fastify writes it. */
  declare validationContext?: 'body' | 'querystring' | 'params' | 'headers'

  constructor(faults: readonly Omit<Fault, 'in'>[]) {
    super('The request does not match its schema')
    this.faults = faults
  }
}

const parts = { body: 'body', querystring: 'query', params: 'path', headers: 'header' } as const

/** The faults with the part of the request they are in. */
export const faultsOf = ({ faults, validationContext = 'body' }: InputFault): Fault[] =>
  faults.map((fault) => ({ ...fault, in: parts[validationContext] }))

/** Parses with the route's zod schema; says where and which rule, never what was sent. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  const names = namesIn(schema)
  return (data: unknown) => {
    const parsed = schema.safeParse(data)
    if (parsed.success) return { value: parsed.data }
    const faults = parsed.error.issues
      .slice(0, MAX_FAULTS)
      .map((issue) => ({ pointer: pointerTo(issue.path, names), rule: ruleOf(issue, data) }))
    return { error: new InputFault(faults) }
  }
}

/**
 * A JSON Pointer (RFC 6901). Only names that the schema itself holds are written; any other key was
 * chosen by the caller, could be someone's name, and becomes `*`.
 */
function pointerTo(path: readonly PropertyKey[], names: ReadonlySet<string>): string {
  return path
    .map((step) => (typeof step === 'number' || names.has(String(step)) ? String(step) : '*'))
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

/** A schema's own check may name its rule in `params.rule`. */
function ruleOf(issue: z.core.$ZodIssue, data: unknown): string {
  if (issue.code === 'custom') return String(issue.params?.rule ?? issue.code)
  if (issue.code !== 'invalid_type') return issue.code
  let value = data
  for (const step of issue.path) value = (value as Record<PropertyKey, unknown> | null)?.[step]
  return value === undefined ? 'required' : issue.code
}

/** Every property name that the schema spells out, at any depth. */
function namesIn(schema: z.ZodType): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { properties, propertyNames } = node as Record<string, unknown>
    for (const name of Object.keys(properties ?? {})) names.add(name)
    const listed = (propertyNames as { enum?: unknown[] } | undefined)?.enum ?? []
    for (const name of listed) names.add(String(name))
    Object.values(node).forEach(visit)
  }
  visit(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return names
}
