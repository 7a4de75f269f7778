import { z } from 'zod'

/** A field by its name, and the rule that what was typed breaks. */
export interface FormFault {
  field: string
  rule: string
}

/** What a form shows again: what was typed, and what is wrong with it. */
export interface Form {
  /** Made when the form was first shown: sending it twice is doing it once. */
  key: string
  values: Readonly<Record<string, string | readonly string[]>>
  faults: readonly FormFault[]
}

/** Fields of every form that are for us and not for its schema. */
export const FORM_KEY = 'key'
export const FORM_TOKEN = 'form_token'

/** A form as it is first shown; `key` is a fresh random id. */
export const showForm = (key: string, values: Form['values'] = {}): Form => ({
  key,
  values,
  faults: [],
})

/**
 * Says, in the schema of a form, that what was typed in a field breaks a rule of its own; the words are
 * `fault.<field>.<rule>`.
 */
export const refuseField = (context: z.RefinementCtx, field: string, rule: string): void =>
  context.addIssue({ code: 'custom', params: { rule }, path: [field] })

type Read<Data> = { ok: true; key: string; data: Data } | { ok: false; form: Form }

const Key = z.uuid()

/**
 * Reads a posted form (`application/x-www-form-urlencoded`, as the body parser gives it). An empty
 * field counts as not sent. When the schema refuses it, `form` holds everything that was typed, so
 * that nobody types it twice; a key that is no UUID is refused as the field `key`, which only a
 * forged form can have.
 */
export function readForm<Data>(schema: z.ZodType<Data>, body: unknown): Read<Data> {
  const sent = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const {
    [FORM_KEY]: keySent,
    [FORM_TOKEN]: _token,
    ...values
  } = Object.fromEntries(sent.filter(([, value]) => isFilled(value))) as Record<
    string,
    string | string[]
  >

  const key = Key.safeParse(keySent)
  const parsed = schema.safeParse(values)
  if (key.success && parsed.success) return { ok: true, key: key.data, data: parsed.data }
  const faults = parsed.success ? [] : faultsOf(parsed.error, values)
  const forged = key.success ? [] : [{ field: FORM_KEY, rule: 'invalid' }]
  return { ok: false, form: { key: key.data ?? '', values, faults: [...faults, ...forged] } }
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const isFilled = (value: unknown) =>
  isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText))

/** One fault a field, the first: what to do first about it. */
function faultsOf(error: z.ZodError, values: Form['values']): FormFault[] {
  const first = new Map<string, FormFault>()
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    if (first.has(field)) continue
    first.set(field, { field, rule: ruleOf(issue, field in values) })
  }
  return [...first.values()]
}

function ruleOf(issue: z.core.$ZodIssue, isSent: boolean): string {
  if (issue.code === 'custom') return String(issue.params?.rule ?? 'invalid')
  if (!isSent) return 'required'
  return issue.code === 'too_big' ? 'too_long' : 'invalid'
}
