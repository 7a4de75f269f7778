import { defineView } from '@causeway/page-kit'
import { z } from 'zod'
import { Head, Href, ShownForm } from './head-view.ts'
import { Asked, ShownPlan } from './shown-parts.ts'

/** One field of a form page, by the macro that shows it. */
const Field = z.strictObject({
  as: z.enum(['input', 'textarea', 'radios', 'checkboxes', 'select']),
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
  /** For a select: choices that have names of their own. */
  choices: z.array(z.strictObject({ value: z.string(), text: z.string() })).optional(),
  /** For a line: what may be meant, offered while typing and never the only thing that may be. */
  suggestions: z.array(z.string()).optional(),
  /** A heading above it, by its key. */
  part: z.string().optional(),
  partNumber: z.int().optional(),
})
export type Field = z.infer<typeof Field>

/** A page with one form; its words are `receive.<name>.title`, `.intro` and `.send`. */
export const formView = defineView(
  'receiving/form',
  z.strictObject({
    head: Head,
    name: z.string(),
    form: ShownForm,
    fields: z.array(Field).readonly(),
    /** Goes with the form and is not typed: what it is about. */
    hidden: z.record(z.string(), z.string()),
    /** What it is about, above it. */
    plan: ShownPlan.optional(),
    asked: Asked.optional(),
    /** Other ways of filling it in, by the key of their words. */
    links: z.array(z.strictObject({ href: Href, text: z.string() })),
  }),
)
