import type { Form } from './read-form.ts'

const isForm = (value: unknown): value is Form =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  'values' in value &&
  'faults' in value

/** The forms that a model shows, which stand in it by their names. */
export const formsIn = (model: unknown): Form[] =>
  typeof model === 'object' && model !== null ? Object.values(model).filter(isForm) : []

/**
 * A model in whose forms stands what somebody had typed before; what they had not typed stays as the
 * page fills it in. A form never shows a field that it has not, so no page has to know of this.
 */
export function withKept(model: unknown, kept: Form['values'] | undefined): unknown {
  if (!kept || typeof model !== 'object' || model === null) return model
  const filled = Object.entries(model).map(([name, value]) => [
    name,
    isForm(value) ? { ...value, values: { ...value.values, ...kept } } : value,
  ])
  return Object.fromEntries(filled)
}
