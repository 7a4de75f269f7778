import { z } from 'zod'

const Choice = z.strictObject({ value: z.string(), text: z.string() })

/** One question of a form: its codes have texts, its choices bring their words. */
export const FormField = z.strictObject({
  as: z.enum(['hidden', 'input', 'textarea', 'radios', 'checkboxes', 'select']),
  name: z.string(),
  options: z
    .strictObject({
      type: z.string().optional(),
      inputmode: z.string().optional(),
      limit: z.int().optional(),
      codes: z.array(z.string()).readonly().optional(),
      prefix: z.string().optional(),
      classes: z.string().optional(),
    })
    .optional(),
  choices: z.array(Choice).readonly().optional(),
  /** For a line: what may be meant, offered while typing and never the only thing that may be. */
  suggestions: z.array(z.string()).readonly().optional(),
  /** A heading above it, by its key. */
  part: z.string().optional(),
  partNumber: z.int().optional(),
})
export type FormField = z.infer<typeof FormField>
